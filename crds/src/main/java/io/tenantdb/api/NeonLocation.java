package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is at Neon. The names are written before anything is created, the ids once Neon
 * has chosen them.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeonLocation(
    @Nullable
        @JsonPropertyDescription(
            "The Neon project. With isolation Project known only once it was created.")
        String projectId,
    @Nullable @JsonPropertyDescription("With isolation Project: the name of the store's project.")
        String projectName,
    @Nullable @JsonPropertyDescription("The name of the store's branch.") String branchName,
    @Nullable @JsonPropertyDescription("The branch.") String branchId,
    @Nullable @JsonPropertyDescription("The compute endpoint.") String endpointId,
    @Nullable @JsonPropertyDescription("The Postgres database.") String database,
    @Nullable @JsonPropertyDescription("The Postgres role of the store's applications.")
        String role) {

  /** Nowhere yet. */
  public static NeonLocation nowhere() {
    return new NeonLocation(null, null, null, null, null, null, null);
  }

  /** The same with the ids Neon has chosen. */
  public NeonLocation withIds(
      @Nullable String newProjectId, @Nullable String newBranchId, @Nullable String newEndpointId) {
    return new NeonLocation(
        newProjectId, projectName, branchName, newBranchId, newEndpointId, database, role);
  }

  /** The same with another role of the store's applications; null when it has no credentials. */
  public NeonLocation withRole(@Nullable String newRole) {
    return new NeonLocation(
        projectId, projectName, branchName, branchId, endpointId, database, newRole);
  }
}
