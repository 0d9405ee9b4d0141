package io.tenantdb.operator.runtime;

import io.javaoperatorsdk.operator.Operator;
import io.tenantdb.operator.http.Health;
import io.tenantdb.operator.http.Liveness;
import io.tenantdb.operator.http.Readiness;
import io.tenantdb.operator.http.Readiness.Check;
import java.util.List;

/** How the operator is. The registry only informs: nothing waits for it. */
final class OperatorHealth implements Health {
  private final Operator operator;
  private final RegistryPart registry;

  OperatorHealth(Operator operator, RegistryPart registry) {
    this.operator = operator;
    this.registry = registry;
  }

  /** What the process depends on may be gone; restarting it would not bring that back. */
  @Override
  public Liveness live() {
    return Liveness.well();
  }

  @Override
  public Readiness ready() {
    return new Readiness(List.of(started(), caches(), registryInfo()));
  }

  private Check started() {
    return operator.getRuntimeInfo().isStarted()
        ? Check.passes("started")
        : Check.fails("started", "The controllers have not started yet.");
  }

  private Check caches() {
    return operator.getRuntimeInfo().allEventSourcesAreHealthy()
        ? Check.passes("caches")
        : Check.fails("caches", "A watch of the Kubernetes API is down.");
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
