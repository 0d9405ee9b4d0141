package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How to reach Neon and as whom. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeonAccount(
    @Nullable
        @Default("https://console.neon.tech/api/v2")
        @Pattern("^https?://[^\\s?#]+$")
        @JsonPropertyDescription(
            "Base URL of the Neon API. Default: https://console.neon.tech/api/v2.")
        String apiUrl,
    @Nullable
        @JsonPropertyDescription(
            "Neon's organization (org-…). Needed with a personal API key and isolation Project.")
        String organizationId,
    @Required
        @JsonPropertyDescription(
            "The Secret with the API key, in the operator's namespace; key api-key by default.")
        SecretKeyRef apiKeySecretRef) {}
