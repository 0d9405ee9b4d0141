package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation.Action;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The least time each kind of operation takes, as Neon's take time. */
public record Timings(Map<Action, Duration> least) {

  /** What was seen on Neon: branches in 0.1 to 0.5 s, computes in 0.5 s and more. */
  public static Timings likeNeon() {
    return new Timings(
        new EnumMap<>(
            Map.of(
                Action.CREATE_TIMELINE, Duration.ofMillis(200),
                Action.CREATE_BRANCH, Duration.ofMillis(200),
                Action.START_COMPUTE, Duration.ofMillis(500),
                Action.SUSPEND_COMPUTE, Duration.ofMillis(200),
                Action.APPLY_CONFIG, Duration.ofMillis(300),
                Action.DELETE_TIMELINE, Duration.ofMillis(200))));
  }

  /** Only what the real work takes. */
  public static Timings none() {
    return new Timings(Map.of());
  }

  Duration of(Action action) {
    return least.getOrDefault(action, Duration.ZERO);
  }
}
