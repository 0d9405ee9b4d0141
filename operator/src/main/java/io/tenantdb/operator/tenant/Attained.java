package io.tenantdb.operator.tenant;

import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.operator.fleet.StoreTerms;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a store is to be is done, for this very branch.
 *
 * @param endpoint empty when the branch has none at the moment
 */
record Attained(Observation seen, StoreTerms terms, Branch branch, Optional<Endpoint> endpoint) {

  /** The schema is at its target, the store seeded and its identity written. */
  boolean schema() {
    SchemaRef applied = seen.status().schema();
    return isOfBranch()
        && applied != null
        && applied.version() != null
        && applied.version().equals(seen.schemaTarget().orElse(null));
  }

  /**
   * The branch was copied from a template that has the schema at its target, and nothing says that
   * it was made a store's since.
   */
  boolean isFreshCopy(@Nullable TenantDatabaseClassStatus classStatus) {
    boolean wasMade =
        seen.publishedBranch().isPresent()
            || seen.status().schema() != null
            || seen.status().binding() != null;
    return !wasMade
        && classStatus != null
        && classStatus.projects().stream().anyMatch(this::isCopyOfTemplateAtTarget);
  }

  private boolean isCopyOfTemplateAtTarget(ProjectStatus project) {
    return project.templateBranchId() != null
        && project.templateBranchId().equals(branch.parentId())
        && seen.schemaTarget().equals(Optional.ofNullable(project.schemaVersion()));
  }

  /**
   * The Secret is there and no other, with these credentials, this endpoint's host, in the format
   * asked for.
   */
  boolean secret() {
    return seen.secret()
        .map(
            secret ->
                secret.branchId().equals(branch.id())
                    && endpoint.map(Endpoint::id).equals(Optional.of(secret.endpointId()))
                    && secret.role().equals(seen.applicationRole())
                    && secret.format() == terms.secretFormat()
                    && secret.isAlone())
        .orElse(false);
  }

  /**
   * The endpoint settings to have now. A store is only suspended while it is whole: making and
   * changing it needs its compute.
   */
  EndpointSettings wantedSettings() {
    EndpointSettings wanted = terms.endpointSettings();
    return new EndpointSettings(
        wanted.minCu(),
        wanted.maxCu(),
        wanted.suspendTimeoutSeconds(),
        wanted.disabled() && schema() && secret());
  }

  /** Whether the status speaks of this branch. */
  private boolean isOfBranch() {
    return branch.id().equals(seen.location().branchId());
  }
}
