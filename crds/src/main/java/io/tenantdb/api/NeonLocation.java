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
            "The id of the Neon project. With isolation Project it is known only once the project was"
                + " created.")
        String projectId,
    @Nullable
        @JsonPropertyDescription(
            "The name of the store's own project, with isolation Project only.")
        String projectName,
    @Nullable @JsonPropertyDescription("The name of the store's branch.") String branchName,
    @Nullable @JsonPropertyDescription("The id of the store's branch.") String branchId,
    @Nullable @JsonPropertyDescription("The id of the branch's compute endpoint.")
        String endpointId,
    @Nullable @JsonPropertyDescription("The name of the Postgres database.") String database,
    @Nullable @JsonPropertyDescription("The Postgres role that the store's applications log in as.")
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
