package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A branch that belongs to no TenantDatabase. */
@JsonClassDescription("A branch that belongs to no TenantDatabase.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Orphan(
    @Required @JsonPropertyDescription("The id of the branch.") String branchId,
    @Required @JsonPropertyDescription("The name of the branch.") String name,
    @Required @JsonPropertyDescription("The id of its Neon project.") String projectId,
    @Nullable
        @JsonPropertyDescription("The organization it was made for, as the branch itself says.")
        String organizationId,
    @Required @JsonPropertyDescription("When the branch was made.") String createdAt,
    @Nullable
        @JsonPropertyDescription("The size of its data, to 10 MiB; absent until Neon knows it.")
        Long sizeBytes,
    @Required
        @JsonPropertyDescription(
            "Since when the operator has known it as an orphan without a break.")
        String firstSeen) {}
