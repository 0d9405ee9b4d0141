package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** The Postgres database of each store. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostgresDatabase(
    @Nullable
        @Default("neondb")
        @Pattern(Formats.POSTGRES_NAME)
        @JsonPropertyDescription("The name of the Postgres database. Default: neondb.")
        String name,
    @Nullable
        @Default("neondb_owner")
        @Pattern(Formats.POSTGRES_NAME)
        @JsonPropertyDescription(
            "The role that owns the database and migrates its schema; applications never get it. Default:"
                + " neondb_owner.")
        String ownerRole) {}
