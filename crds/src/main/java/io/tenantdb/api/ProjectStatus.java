package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A Neon project of a class as the operator found it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectStatus(
    @Required @JsonPropertyDescription("The id of the Neon project.") String id,
    @Nullable @JsonPropertyDescription("The id of the template branch.") String templateBranchId,
    @Nullable @JsonPropertyDescription("The schema version the template is at.")
        String schemaVersion,
    @Nullable @JsonPropertyDescription("Whether the template is protected at Neon.")
        Boolean templateProtected,
    @JsonPropertyDescription("Whether new stores can be made here.") boolean ready,
    @Nullable @JsonPropertyDescription("What is missing, in words for people.") String message) {}
