package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryHealth;
import io.tenantdb.operator.registry.RegistryMetrics;
import io.tenantdb.operator.registry.RegistryMirror;
import io.tenantdb.operator.registry.RegistryPace;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry if one is configured, and its metrics. */
final class RegistryPart implements AutoCloseable {
  private final @Nullable RegistryMirror mirror;

  RegistryPart(OperatorConfig config, String installation, MeterRegistry metrics, Clock clock) {
    mirror =
        config.registry() == null
            ? null
            : RegistryMirror.start(config.registry(), installation, RegistryPace.standard(), clock);
    if (mirror != null) {
      new RegistryMetrics(mirror::health, clock).bindTo(metrics);
    }
  }

  Registry registry() {
    return mirror == null ? Registry.none() : mirror;
  }

  Optional<RegistryHealth> health() {
    return Optional.ofNullable(mirror).map(RegistryMirror::health);
  }

  @Override
  public void close() {
    if (mirror != null) {
      mirror.close();
    }
  }
}
