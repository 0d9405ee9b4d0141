package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** Which schema a database has, and whether it stays at a version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaRef(
    @Nullable
        @Pattern("^[a-z][-a-z0-9]{0,62}$")
        @JsonPropertyDescription(
            "Name of the schema. The operator brings one: store (the default).")
        String name,
    @Nullable
        @Pattern("^[0-9]+(\\.[0-9]+)*$")
        @JsonPropertyDescription(
            "The newest version to apply, for example 3. Default: the newest the operator has.")
        String version) {}
