package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Size of a compute; what is null is left to whoever comes next: the class, then the defaults. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compute(
    @Nullable
        @Min(0.25)
        @Max(56)
        @JsonPropertyDescription(
            "Least compute units (CU) the compute scales down to; 1 CU is about 4 GB of memory."
                + " From 0.25 to 56. Default: 0.25.")
        Double minCu,
    @Nullable
        @Min(0.25)
        @Max(56)
        @JsonPropertyDescription(
            "Most compute units (CU) the compute scales up to, at least minCu. From 0.25 to 56."
                + " Default: 1.")
        Double maxCu,
    @Nullable
        @JsonPropertyDescription(
            "Seconds without activity after which the compute suspends: -1 for never, or 60 to"
                + " 604800. Default: 300.")
        Integer suspendTimeoutSeconds) {}
