package io.tenantdb.operator.status;

import java.time.Duration;
import java.util.Optional;

/** Turns a {@link Recheck} into a time, counting failures in a row. */
public final class Rechecks {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final BackoffTimes backoff;

  /** Rechecks that back off like this. */
  public Rechecks(BackoffTimes backoff) {
    this.backoff = backoff;
  }

  /** When to look again at {@code key}; empty for the periodic pass. */
  public Optional<Duration> after(String key, Recheck recheck) {
    if (recheck instanceof Recheck.Backoff) {
      return Optional.of(backoff.next(key));
    }
    backoff.clear(key);
    return switch (recheck) {
      case Recheck.AtOnce atOnce -> Optional.of(AT_ONCE);
      case Recheck.After after -> Optional.of(after.delay());
      default -> Optional.empty();
    };
  }

  /** Forgets {@code key}, which is gone. */
  public void forget(String key) {
    backoff.clear(key);
  }
}
