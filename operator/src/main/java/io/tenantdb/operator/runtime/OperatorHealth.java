package io.tenantdb.operator.runtime;

import io.tenantdb.operator.http.Health;
import io.tenantdb.operator.http.Liveness;
import io.tenantdb.operator.http.Readiness;
import io.tenantdb.operator.http.Readiness.Check;
import io.tenantdb.operator.leader.Leadership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the operator is. The registry only informs: nothing waits for it. A process that stands by is
 * ready: it does all that it should.
 */
final class OperatorHealth implements Health {
  private final Controllers controllers;
  private final RegistryPart registry;
  private final @Nullable Leadership leadership;

  OperatorHealth(Controllers controllers, RegistryPart registry, @Nullable Leadership leadership) {
    this.controllers = controllers;
    this.registry = registry;
    this.leadership = leadership;
  }

  /** What the process depends on may be gone; restarting it would not bring that back. */
  @Override
  public Liveness live() {
    return Liveness.well();
  }

  @Override
  public Readiness ready() {
    return new Readiness(List.of(started(), caches(), leader(), registryInfo()));
  }

  private Check started() {
    return controllers.areFilled()
        ? Check.passes("started")
        : Check.fails("started", "The caches are not filled yet.");
  }

  private Check caches() {
    return controllers.areHealthy()
        ? Check.passes("caches")
        : Check.fails("caches", "A watch of the Kubernetes API is down.");
  }

  private Check leader() {
    if (leadership == null || leadership.isLeading()) {
      return Check.passes("leader");
    }
    return Check.informs(
        "leader", "standby; %s leads".formatted(leadership.leader().orElse("nobody known")));
  }

  private Check registryInfo() {
    return registry
        .health()
        .filter(health -> !health.connected())
        .map(
            health ->
                Check.informs(
                    "registry",
                    "The registry can't be written; %d rows wait.".formatted(health.pending())))
        .orElse(Check.passes("registry"));
  }
}
