package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How many stores of a class may be deleted in a while without a person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletionGuard(
    @Nullable
        @Default("10")
        @Min(0)
        @Max(1000000)
        @JsonPropertyDescription(
            "How many TenantDatabases may be deleted in the window. When more are to be deleted, all of"
                + " them wait for a person; 0 means that each waits. Default: 10.")
        Integer maxDeletions,
    @Nullable
        @Default("3600")
        @Min(60)
        @Max(604800)
        @JsonPropertyDescription(
            "The length of the window in seconds, 60 to 604800. Default: 3600.")
        Integer windowSeconds) {}
