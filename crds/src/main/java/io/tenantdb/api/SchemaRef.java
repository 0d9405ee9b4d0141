package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Which schema a database has, and whether it stays at a version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaRef(
    @Nullable
        @Pattern("^[a-z][-a-z0-9]{0,62}$")
        @JsonPropertyDescription(
            "The name of the schema. The operator brings one: store. Default: the class's schema, or"
                + " store.")
        String name,
    @Nullable
        @Pattern("^[0-9]+(\\.[0-9]+)*$")
        @Size(max = 64)
        @JsonPropertyDescription(
            "The newest version to apply, for example 6; a database that is further already stays"
                + " there. Default: the class's version, or the newest the operator has.")
        String version) {}
