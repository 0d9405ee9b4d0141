package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Size of a compute; what is null is left to whoever comes next: the class, then the defaults. The
 * rules are Neon's: it scales over at most 8 CU and up to 16 CU; larger computes have a fixed size.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.minCu) || !has(self.maxCu) || self.minCu <= self.maxCu",
    message = "maxCu must be at least minCu: raise maxCu or lower minCu.")
@ValidationRule(
    value = "!has(self.minCu) || !has(self.maxCu) || self.maxCu - self.minCu <= 8.0",
    message =
        "Neon scales a compute over a range of at most 8 CU: raise minCu or lower maxCu until they"
            + " are no more than 8 apart.")
@ValidationRule(
    value =
        "(!has(self.minCu) || self.minCu <= 16.0) && (!has(self.maxCu) || self.maxCu <= 16.0)"
            + " || (has(self.minCu) && has(self.maxCu) && self.minCu == self.maxCu)",
    message =
        "Above 16 CU a compute has a fixed size: set minCu and maxCu to the same value, or neither"
            + " above 16.")
@ValidationRule(
    value =
        "(!has(self.minCu) || self.minCu * 4.0 == double(int(self.minCu * 4.0)))"
            + " && (!has(self.maxCu) || self.maxCu * 4.0 == double(int(self.maxCu * 4.0)))",
    message = "minCu and maxCu must be multiples of 0.25, for example 0.25, 0.5 or 2.")
@ValidationRule(
    value =
        "!has(self.suspendTimeoutSeconds) || self.suspendTimeoutSeconds == -1"
            + " || (self.suspendTimeoutSeconds >= 60 && self.suspendTimeoutSeconds <= 604800)",
    message =
        "suspendTimeoutSeconds must be -1 (never suspend) or from 60 (a minute) to 604800 (a week).",
    fieldPath = ".suspendTimeoutSeconds")
public record Compute(
    @Nullable
        @Min(0.25)
        @Max(56)
        @JsonPropertyDescription(
            "The least compute units (CU) the compute scales down to; 1 CU is about 4 GB of memory."
                + " A multiple of 0.25 from 0.25 to 56. Default: in a class 0.25, in a"
                + " TenantDatabase the class's value.")
        Double minCu,
    @Nullable
        @Min(0.25)
        @Max(56)
        @JsonPropertyDescription(
            "The most compute units (CU) the compute scales up to: at least minCu and at most 8"
                + " above it. Above 16 it must equal minCu. A multiple of 0.25 from 0.25 to 56."
                + " Default: in a class 1, in a TenantDatabase the class's value.")
        Double maxCu,
    @Nullable
        @JsonPropertyDescription(
            "The seconds without activity after which the compute suspends: -1 for never, or 60 to"
                + " 604800. Default: in a class 300, in a TenantDatabase the class's value.")
        Integer suspendTimeoutSeconds) {}
