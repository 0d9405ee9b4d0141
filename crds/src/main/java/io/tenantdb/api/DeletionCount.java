package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** How many stores of a class were deleted in a part of the guard's window. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletionCount(
    @Required @JsonPropertyDescription("When the part of the window began.") String since,
    @JsonPropertyDescription("How many were deleted in it.") int count) {}
