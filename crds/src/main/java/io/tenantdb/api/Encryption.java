package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** How connection strings are sealed. */
public record Encryption(
    @Required
        @JsonPropertyDescription(
            "The Secret with the keyring, a JSON Web Key Set, in the operator's namespace. Its first"
                + " key seals, all open. Default of key: keyring.json.")
        SecretKeyRef keyringSecretRef) {}
