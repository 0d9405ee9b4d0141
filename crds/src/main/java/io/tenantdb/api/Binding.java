package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The Secret that holds the credentials. */
public record Binding(
    @JsonPropertyDescription("The name of the Secret, in the namespace of the TenantDatabase.")
        String name) {}
