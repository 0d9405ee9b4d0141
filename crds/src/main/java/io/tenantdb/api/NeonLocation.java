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
        String role,
    @Nullable
        @JsonPropertyDescription(
            "True when the branch may hold data that neither schema nor binding tell of: it was there"
                + " already when it was taken for this store's, or its Secret had been published. It is"
                + " not replaced by an empty one when it is gone.")
        Boolean mayHoldData) {

  /** Nowhere yet. */
  public static NeonLocation nowhere() {
    return new NeonLocation(null, null, null, null, null, null, null, null);
  }

  /** The same with the ids Neon has chosen. */
  public NeonLocation withIds(
      @Nullable String newProjectId, @Nullable String newBranchId, @Nullable String newEndpointId) {
    return new NeonLocation(
        newProjectId,
        projectName,
        branchName,
        newBranchId,
        newEndpointId,
        database,
        role,
        mayHoldData);
  }

  /** The same with another role of the store's applications; null when it has no credentials. */
  public NeonLocation withRole(@Nullable String newRole) {
    return new NeonLocation(
        projectId, projectName, branchName, branchId, endpointId, database, newRole, mayHoldData);
  }

  /** The same with a branch that is not to be replaced by an empty one. */
  public NeonLocation asHolding() {
    return new NeonLocation(
        projectId, projectName, branchName, branchId, endpointId, database, role, true);
  }

  /** The same where schema or binding say that the branch holds data. */
  public NeonLocation asTold() {
    return new NeonLocation(
        projectId, projectName, branchName, branchId, endpointId, database, role, null);
  }

  /** Whether the branch is not to be replaced, whatever else the status says. */
  public boolean holds() {
    return Boolean.TRUE.equals(mayHoldData);
  }
}
