package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The Secret that carries a store's credentials to its application. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionSecret(
    @Nullable
        @Pattern(Formats.RESOURCE_NAME)
        @Size(max = 253)
        @JsonPropertyDescription(
            "The name of the Secret, in the namespace of the TenantDatabase. A Secret of this name that"
                + " belongs to somebody else is never touched. Default: the TenantDatabase's name"
                + " followed by -connection.")
        String name,
    @Nullable
        @Default("Sealed")
        @JsonPropertyDescription(
            "What the Secret holds. Sealed: one key, connection-string.jwe, that only holders of the class's keyring can"
                + " open. ServiceBinding: also the plain keys of the servicebinding.io specification"
                + " (type, provider, host, port, database, username, password, uri, jdbc-uri, and"
                + " direct-uri, direct-jdbc-uri past the pooler). Default: Sealed.")
        Format format) {

  /** What the Secret holds. */
  public enum Format {
    /** Only the sealed connection string. */
    Sealed,
    /** The sealed string and the plain keys of the Service Binding specification. */
    ServiceBinding
  }
}
