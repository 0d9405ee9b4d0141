package io.tenantdb.operator.simulation;

import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.operator.guard.ClassRecords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A process's count of deletions in the status of classes. */
final class DeletionCounts implements ClassRecords {
  private final World world;
  private final SimulatedOperator process;

  DeletionCounts(World world, SimulatedOperator process) {
    this.world = world;
    this.process = process;
  }

  @Override
  public Optional<TenantDatabaseClass> read(String name) {
    AtomicReference<Optional<TenantDatabaseClass>> answer = new AtomicReference<>(Optional.empty());
    process.api("read class " + name, () -> answer.set(world.cluster.classes.get(name)));
    return answer.get();
  }

  @Override
  public void write(TenantDatabaseClass tenantClass, List<DeletionCount> recentDeletions) {
    String name = tenantClass.getMetadata().getName();
    process.apiAtOnce(
        "deletions of class " + name,
        () ->
            world.cluster.patchClassStatus(
                name,
                status ->
                    new TenantDatabaseClassStatus(
                        status.observedGeneration(),
                        status.schemaVersion(),
                        status.projects(),
                        recentDeletions,
                        status.conditions())));
  }
}
