package io.tenantdb.operator.registry;

import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The health of the mirror as metrics. */
public final class RegistryReadings {
  private RegistryReadings() {}

  /**
   * What {@code health} reads.
   *
   * @param clock the clock of the mirror
   */
  public static Stream<Reading> of(RegistryHealth health, Clock clock) {
    return Stream.of(
        Meters.REGISTRY_CONNECTED.reading(health.connected() ? 1 : 0),
        Meters.REGISTRY_PENDING.reading(health.pending()),
        Meters.REGISTRY_PENDING_OLDEST.reading(since(health.pendingSince(), 0, clock)),
        Meters.REGISTRY_REFUSED.reading(health.refused()),
        Meters.REGISTRY_AGE.reading(since(health.lastSuccess(), Double.NaN, clock)));
  }

  private static double since(@Nullable Instant time, double otherwise, Clock clock) {
    return time == null ? otherwise : Duration.between(time, clock.instant()).toMillis() / 1000.0;
  }
}
