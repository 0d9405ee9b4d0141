package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.operator.tenantclass.ClassOutcome;
import io.tenantdb.operator.tenantclass.ClassPass;
import java.time.Duration;
import java.util.Optional;

/** What the framework and the reconciler do around a pass over a class. */
final class ClassPassing implements Controller.Pass {
  private final World world;
  private final SimulatedOperator process;
  private final ClassPass pass;

  ClassPassing(World world, SimulatedOperator process, ClassPass pass) {
    this.world = world;
    this.process = process;
    this.pass = pass;
  }

  @Override
  public Optional<Duration> over(String name) {
    Optional<TenantDatabaseClass> cached = process.classes().get(name);
    if (cached.isEmpty()) {
      return Optional.empty();
    }
    ClassOutcome outcome = ClassOutcome.of(pass, cached.get());
    if (world.history.isTold()) {
      world.history.tell(
          process.name(),
          "class %s: %s, again in %s"
              .formatted(
                  name,
                  Words.ready(outcome.status().conditions()),
                  outcome.recheck().orElse(null)));
    }
    if (!outcome.status().equals(cached.get().getStatus())) {
      process.api("status of class " + name, () -> write(cached.get(), outcome.status()));
      if (hasChangedSince(cached.get())) {
        return Optional.of(Duration.ZERO);
      }
    }
    return outcome.recheck();
  }

  private void write(TenantDatabaseClass seen, TenantDatabaseClassStatus status) {
    process
        .classes()
        .written(world.cluster.patchClassStatusOf(seen, before -> withCounts(status, before)));
  }

  /** As the answer to the write tells. */
  private boolean hasChangedSince(TenantDatabaseClass seen) {
    return world
        .cluster
        .classes
        .get(seen.getMetadata().getName())
        .filter(
            now -> !now.getMetadata().getGeneration().equals(seen.getMetadata().getGeneration()))
        .isPresent();
  }

  /** Another field manager owns the count of deletions. */
  private static TenantDatabaseClassStatus withCounts(
      TenantDatabaseClassStatus status, TenantDatabaseClassStatus before) {
    return new TenantDatabaseClassStatus(
        status.observedGeneration(),
        status.schemaVersion(),
        status.projects(),
        before.recentDeletions(),
        status.conditions());
  }
}
