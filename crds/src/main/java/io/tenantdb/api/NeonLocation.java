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
        String role) {}
