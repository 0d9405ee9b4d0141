package io.tenantdb.operator.runtime;

import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.metrics.LeaderGauges;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryHealth;
import io.tenantdb.operator.registry.RegistryMirror;
import io.tenantdb.operator.registry.RegistryPace;
import io.tenantdb.operator.registry.RegistryReadings;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry if one is configured, and its metrics. Whoever does not lead leaves it alone. */
final class RegistryPart implements LeaderWork {
  private final @Nullable RegistryMirror mirror;
  private volatile boolean begun;

  RegistryPart(OperatorConfig config, String installation, LeaderGauges gauges, Clock clock) {
    mirror =
        config.registry() == null
            ? null
            : RegistryMirror.prepared(
                config.registry(),
                installation,
                RegistryPace.auditing(config.patrolInterval()),
                clock);
    if (mirror != null) {
      gauges.add(() -> health().stream().flatMap(h -> RegistryReadings.of(h, clock)));
    }
  }

  Registry registry() {
    return mirror == null ? Registry.none() : mirror;
  }

  /** How it is; empty without a registry, and while another process keeps it. */
  Optional<RegistryHealth> health() {
    return Optional.ofNullable(mirror).filter(m -> begun).map(RegistryMirror::health);
  }

  @Override
  public void onLeading() {
    if (mirror != null) {
      mirror.begin();
    }
    begun = true;
  }

  @Override
  public void onStopLeading() {
    if (mirror != null) {
      mirror.close();
    }
  }
}
