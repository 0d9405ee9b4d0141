package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How stores come to be that nobody wrote a TenantDatabase for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intake(
    @Required
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(max = 63)
        @JsonPropertyDescription(
            "The namespace that their TenantDatabases are made in. It must exist. Required.")
        String namespace) {}
