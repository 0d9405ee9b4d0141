package io.tenantdb.operator.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/** How Prometheus shows meters. */
final class PrometheusNames {
  private static final PrometheusNamingConvention CONVENTION = new PrometheusNamingConvention();

  private PrometheusNames() {}

  /** The name of a meter; of a timer, without {@code _bucket}, {@code _sum}, {@code _count}. */
  static String of(Meters meter) {
    return switch (meter.kind()) {
      case GAUGE, OF_LEADER -> CONVENTION.name(meter.id(), Meter.Type.GAUGE);
      case COUNTER -> CONVENTION.name(meter.id(), Meter.Type.COUNTER) + "_total";
      case TIMER, SLOW_TIMER -> CONVENTION.name(meter.id(), Meter.Type.TIMER, "seconds");
    };
  }
}
