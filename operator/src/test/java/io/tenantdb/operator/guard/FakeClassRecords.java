package io.tenantdb.operator.guard;

import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.operator.fleet.FakeFleet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the guard's counts into the classes of a {@link FakeFleet}. */
public final class FakeClassRecords implements ClassRecords {
  private final FakeFleet fleet;
  private int writes;
  private @Nullable RuntimeException failure;
  private @Nullable TenantDatabaseClass newer;

  public FakeClassRecords(FakeFleet fleet) {
    this.fleet = fleet;
  }

  /** From now on nothing can be written; null heals it. */
  public void fail(@Nullable RuntimeException value) {
    failure = value;
  }

  public int writes() {
    return writes;
  }

  /** The API server has the class like this, and the caches do not show it yet. */
  public void change(TenantDatabaseClass newer) {
    this.newer = newer;
  }

  @Override
  public Optional<TenantDatabaseClass> read(String name) {
    if (failure != null) {
      throw failure;
    }
    return newer != null && name.equals(newer.getMetadata().getName())
        ? Optional.of(newer)
        : fleet.tenantClass(name);
  }

  @Override
  public void write(TenantDatabaseClass tenantClass, List<DeletionCount> recentDeletions) {
    if (failure != null) {
      throw failure;
    }
    writes++;
    TenantDatabaseClass current =
        fleet.tenantClass(tenantClass.getMetadata().getName()).orElseThrow();
    TenantDatabaseClassStatus status =
        Optional.ofNullable(current.getStatus()).orElse(TenantDatabaseClassStatus.empty());
    current.setStatus(
        new TenantDatabaseClassStatus(
            status.observedGeneration(),
            status.schemaVersion(),
            status.projects(),
            recentDeletions,
            status.conditions()));
  }
}
