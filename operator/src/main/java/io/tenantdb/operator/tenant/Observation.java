package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.secret.PublishedSecret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything one pass knows of a store, gathered before anything is decided.
 *
 * @param otherOwner the older TenantDatabase that owns the organization, if this one does not
 * @param schemaTarget the version the store is to be at; empty when there is no such schema or
 *     version, or no class to say
 * @param applicationRole the login role that the schema makes for the store's applications
 * @param secret the Secret as published; empty when it is not there, not ours, not whole, or not
 *     right any more
 * @param publishedBranch the branch whose credentials were published, right or not any more
 * @param working whether a change of this store is still being carried out at Neon
 * @param failure what Neon said of the store's last change if it failed to carry it out
 */
record Observation(
    TenantDatabase database,
    Optional<TenantDatabase> otherOwner,
    ClassView tenantClass,
    Optional<String> schemaTarget,
    String applicationRole,
    NeonView neon,
    Optional<PublishedSecret> secret,
    Optional<String> publishedBranch,
    boolean working,
    Optional<String> failure) {

  /** The status as it was before this pass. */
  TenantDatabaseStatus status() {
    TenantDatabaseStatus status = database.getStatus();
    return status == null ? TenantDatabaseStatus.empty() : status;
  }

  /** Where the status says the store is; nowhere when it does not say. */
  NeonLocation location() {
    NeonLocation location = status().neon();
    return location == null ? NeonLocation.nowhere() : location;
  }

  /** Whether a place was chosen, so that something may exist there. */
  boolean isPlaced() {
    return location().branchName() != null || location().projectName() != null;
  }

  /**
   * The branch that may have held the store's data when we last knew; null if there never was one
   * that applications could have reached, and none was taken over. A project of the store's own
   * always counts: it is not made twice.
   */
  @Nullable String knownBranch() {
    boolean wasProvisioned = status().schema() != null || status().binding() != null;
    boolean mayHoldData = wasProvisioned || location().holds();
    boolean countsAnyway = location().projectName() != null;
    return (mayHoldData || countsAnyway) && location().branchId() != null
        ? location().branchId()
        : publishedBranch.orElse(null);
  }
}
