package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A key of a Secret in the operator's namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretKeyRef(
    @Required
        @Pattern(Formats.RESOURCE_NAME)
        @Size(max = 253)
        @JsonPropertyDescription("The name of the Secret, in the operator's namespace.")
        String name,
    @Nullable
        @Pattern("^[-._a-zA-Z0-9]{1,253}$")
        @JsonPropertyDescription(
            "The key in the Secret's data. Its default depends on what the Secret is for.")
        String key) {

  /** The key, or {@code otherwise} when none is given. */
  public String keyOr(String otherwise) {
    return key == null ? otherwise : key;
  }
}
