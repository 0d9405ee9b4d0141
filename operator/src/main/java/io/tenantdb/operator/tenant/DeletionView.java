package io.tenantdb.operator.tenant;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Intents;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a pass knows of a store that is being deleted.
 *
 * @param isOwner whether the resource owns its organization
 * @param tenantClass null when the class is gone
 * @param working whether a change of this store is still being carried out at Neon
 * @param failure what Neon said of the store's last change if it failed to carry it out
 */
record DeletionView(
    TenantDatabase database,
    boolean isOwner,
    DeletionPolicy policy,
    @Nullable TenantDatabaseClass tenantClass,
    NeonView neon,
    boolean working,
    Optional<String> failure) {

  /** Whether anything could have been created at Neon at all. */
  boolean hasPlace() {
    return location().filter(n -> n.branchName() != null || n.projectName() != null).isPresent();
  }

  /** The branch that held the store's data when we last knew; null if it never had one. */
  @Nullable String knownBranch() {
    return location().map(NeonLocation::branchId).orElse(null);
  }

  /** Whether the store was given a Neon project of its own, whatever its class says now. */
  boolean hasOwnProject() {
    return location().map(NeonLocation::projectName).isPresent();
  }

  /** Whether an earlier pass saw the store's own project and set out to delete it. */
  boolean isProjectDeletionRequested() {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.intents())
        .map(Intents::projectDeletionRequestedTime)
        .isPresent();
  }

  Optional<String> projectId() {
    return location().map(NeonLocation::projectId);
  }

  String organizationId() {
    return database.getSpec().organizationId();
  }

  private Optional<NeonLocation> location() {
    return Optional.ofNullable(database.getStatus()).map(status -> status.neon());
  }
}
