package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How to reach Neon and as whom. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.apiUrl) || self.apiUrl.matches('^https://[^\\\\s?#@]+$') ||"
            + " self.apiUrl.matches('^http://(localhost|127[.][0-9.]+|\\\\[::1\\\\]|[-a-z0-9.]+[.]svc([.]cluster[.]local)?)(:[0-9]+)?(/[^\\\\s?#]*)?$')",
    message =
        "apiUrl must be an https URL without user, query and fragment, because the API key travels"
            + " with every request; http is accepted for loopback addresses and Services of the"
            + " cluster (.svc).",
    fieldPath = ".apiUrl")
public record NeonAccount(
    @Nullable
        @Default("https://console.neon.tech/api/v2")
        @Size(min = 1, max = 2048)
        @JsonPropertyDescription(
            "The base URL of the Neon API. Default: https://console.neon.tech/api/v2.")
        String apiUrl,
    @Nullable
        @Pattern("^org-[a-z0-9-]{1,60}$")
        @JsonPropertyDescription(
            "The organization at Neon that new projects belong to, for example"
                + " org-cool-breeze-12345678. Needed with a personal API key and isolation Project."
                + " Default: the organization of the API key.")
        String organizationId,
    @Required
        @JsonPropertyDescription(
            "The Secret with the API key, in the operator's namespace. Default of key:"
                + " api-key.")
        SecretKeyRef apiKeySecretRef) {}
