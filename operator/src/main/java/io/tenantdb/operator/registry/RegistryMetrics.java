package io.tenantdb.operator.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The health of the mirror as metrics. */
public final class RegistryMetrics implements MeterBinder {
  private final Supplier<RegistryHealth> health;
  private final Clock clock;

  /**
   * Makes metrics of {@code health}, which is asked at each scrape.
   *
   * @param clock the clock of the mirror
   */
  public RegistryMetrics(Supplier<RegistryHealth> health, Clock clock) {
    this.health = health;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    gauge(
        metrics,
        "tenantdb.registry.connected",
        "1 when the registry can be written, else 0",
        () -> health.get().connected() ? 1 : 0);
    gauge(
        metrics,
        "tenantdb.registry.pending",
        "Stores whose row is not what it should be yet",
        () -> health.get().pending());
    gauge(
        metrics,
        "tenantdb.registry.refused",
        "Stores whose row the registry would not take",
        () -> health.get().refused());
    Gauge.builder("tenantdb.registry.age", this::secondsSinceSuccess)
        .description(
            "Time since the registry was last known to be as it should; NaN before the first time")
        .baseUnit("seconds")
        .register(metrics);
  }

  private double secondsSinceSuccess() {
    Instant last = health.get().lastSuccess();
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1000.0;
  }

  private static void gauge(
      MeterRegistry metrics, String name, String meaning, Supplier<Number> value) {
    Gauge.builder(name, value).description(meaning).register(metrics);
  }
}
