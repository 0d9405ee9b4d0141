package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The branch of each project that new stores are copied from; the operator makes and migrates it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Template(
    @Nullable
        @Default("tenant-template")
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("The name of the branch. Default: tenant-template.")
        String branchName,
    @Nullable
        @Default("true")
        @JsonPropertyDescription(
            "Whether to protect the branch at Neon, so that every copy gets new passwords for all"
                + " roles, the owner's too. Where the plan has no protected branches left, the"
                + " template stays unprotected and the condition says so; a store's own role always"
                + " gets a password of its own. Default: true.")
        @JsonProperty("protected")
        Boolean isProtected,
    @Nullable
        @Default("false")
        @JsonPropertyDescription(
            "Whether the project's default branch, which the template is a copy of, may hold tables"
                + " of somebody else's: every store gets a copy of them. Default: false.")
        Boolean acceptExistingData) {}
