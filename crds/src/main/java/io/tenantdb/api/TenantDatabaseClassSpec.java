package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of a class. The descriptions are the reference. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDatabaseClassSpec(
    @Nullable
        @Default("false")
        @JsonProperty("default")
        @JsonPropertyDescription(
            "True makes this the class of stores that name none. When several are marked, the newest"
                + " counts. Default: false.")
        Boolean isDefault,
    @Default("Branch")
        @JsonPropertyDescription(
            "Branch: many stores as branches of the listed projects. Project: a Neon project for each"
                + " store. Immutable. Default: Branch.")
        Isolation isolation,
    @Required @JsonPropertyDescription("The Neon account.") NeonAccount neon,
    @Nullable
        @Default("eu-central-1")
        @Pattern("^[a-z]+(-[a-z0-9]+)+$")
        @JsonPropertyDescription("The region of stores that name none. Default: eu-central-1.")
        String defaultRegion,
    @JsonPropertyDescription(
            "With isolation Branch: the Neon projects whose branches the stores become, at least one.")
        List<ProjectPlace> projects,
    @Nullable
        @JsonPropertyDescription(
            "With isolation Project: how each store's own Neon project is made.")
        ProjectTerms projectTerms,
    @Nullable
        @JsonPropertyDescription(
            "With isolation Branch: the branch of each project that new stores are copied from.")
        Template template,
    @Nullable
        @JsonPropertyDescription("The Postgres database and its owner. Default: Neon's own names.")
        PostgresDatabase database,
    @Nullable
        @JsonPropertyDescription(
            "Compute of stores that do not say. Default: 0.25 to 1 CU, suspended after 300 s.")
        Compute compute,
    @Nullable
        @Default("Retain")
        @JsonPropertyDescription(
            "What happens to the database of a deleted TenantDatabase that does not say. Default:"
                + " Retain.")
        DeletionPolicy deletionPolicy,
    @Required @JsonPropertyDescription("How connection strings are sealed.") Encryption encryption,
    @Nullable
        @JsonPropertyDescription("The schema of stores that do not say. Default: store, newest.")
        SchemaRef schema) {

  /** Null lists become empty. */
  public TenantDatabaseClassSpec {
    projects = projects == null ? List.of() : List.copyOf(projects);
    isolation = isolation == null ? Isolation.Branch : isolation;
  }
}
