package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The terms of a class. The descriptions are the reference. */
@JsonClassDescription("The terms of the class.")
@ValidationRule(
    value = "self.isolation == oldSelf.isolation",
    message = "isolation is immutable: make another class and name it in new TenantDatabases.",
    fieldPath = ".isolation")
@ValidationRule(
    value = "self.isolation != 'Branch' || (has(self.projects) && size(self.projects) > 0)",
    message =
        "Isolation Branch needs at least one Neon project: list in projects those whose branches the"
            + " stores become.",
    fieldPath = ".projects")
@ValidationRule(
    value = "self.isolation != 'Branch' || !has(self.projectTerms)",
    message =
        "projectTerms is for isolation Project only: remove it, or make a class with isolation"
            + " Project.",
    fieldPath = ".projectTerms")
@ValidationRule(
    value = "self.isolation != 'Project' || !has(self.projects) || size(self.projects) == 0",
    message =
        "projects is for isolation Branch only, since with isolation Project each store gets a"
            + " project of its own: remove it, or make a class with isolation Branch.",
    fieldPath = ".projects")
@ValidationRule(
    value = "self.isolation != 'Project' || !has(self.template)",
    message =
        "template is for isolation Branch only: remove it, or make a class with isolation Branch.",
    fieldPath = ".template")
@ValidationRule(
    value =
        "self.isolation != 'Branch' || !has(self.projects) || size(self.projects) == 0"
            + " || self.projects.exists(project, project.region.replace('aws-', '')"
            + " == self.defaultRegion.replace('aws-', ''))",
    message =
        "No listed project is in the defaultRegion, so a store that names no region would have no"
            + " place: set defaultRegion to the region of a project.",
    fieldPath = ".defaultRegion")
@ValidationRule(
    value =
        "!has(self.projectTerms) || !has(self.projectTerms.regions)"
            + " || size(self.projectTerms.regions) == 0"
            + " || self.projectTerms.regions.exists(region, region.replace('aws-', '')"
            + " == self.defaultRegion.replace('aws-', ''))",
    message =
        "The defaultRegion is not among projectTerms.regions, so a store that names no region would"
            + " have no place: add it there or choose another.",
    fieldPath = ".defaultRegion")
@ValidationRule(
    value =
        "!has(self.compute) || (has(self.compute.minCu) ? self.compute.minCu : 0.25)"
            + " <= (has(self.compute.maxCu) ? self.compute.maxCu : 1.0)",
    message =
        "compute.maxCu must be at least compute.minCu; left out, minCu is 0.25 and maxCu is 1: set"
            + " both.",
    fieldPath = ".compute")
@ValidationRule(
    value =
        "!has(self.compute) || (has(self.compute.maxCu) ? self.compute.maxCu : 1.0)"
            + " - (has(self.compute.minCu) ? self.compute.minCu : 0.25) <= 8.0",
    message =
        "Neon scales a compute over a range of at most 8 CU; left out, compute.minCu is 0.25: raise"
            + " it or lower compute.maxCu.",
    fieldPath = ".compute")
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
            "How far apart stores are kept. Branch: many stores as branches of the listed projects."
                + " Project: a Neon project for each store. Immutable. Default: Branch.")
        Isolation isolation,
    @Required @JsonPropertyDescription("The account at Neon, and how to reach it.")
        NeonAccount neon,
    @Nullable
        @Default("eu-central-1")
        @Pattern(Formats.REGION)
        @Size(max = 63)
        @JsonPropertyDescription("The region of stores that name none. Default: eu-central-1.")
        String defaultRegion,
    @Size(max = 100)
        @JsonPropertyDescription(
            "The Neon projects whose branches the stores become: with isolation Branch at least one,"
                + " with isolation Project none. Default: none.")
        List<ProjectPlace> projects,
    @Nullable
        @JsonPropertyDescription(
            "How each store's own Neon project is made; for isolation Project only. Default: its"
                + " fields' defaults.")
        ProjectTerms projectTerms,
    @Nullable
        @JsonPropertyDescription(
            "The branch of each project that new stores are copied from; for isolation Branch only."
                + " Default: its fields' defaults.")
        Template template,
    @Nullable
        @JsonPropertyDescription("The Postgres database and its owner. Default: Neon's own names.")
        PostgresDatabase database,
    @Nullable
        @JsonPropertyDescription(
            "The compute of stores that do not say. Default: 0.25 to 1 CU, suspended after 300 s.")
        Compute compute,
    @Nullable
        @Default("Retain")
        @JsonPropertyDescription(
            "What happens to the database of a deleted TenantDatabase that does not say. Default:"
                + " Retain.")
        DeletionPolicy deletionPolicy,
    @Nullable
        @JsonPropertyDescription(
            "How many stores may be deleted in a while without a person, whatever their"
                + " deletionPolicy. Default: 10 an hour.")
        DeletionGuard deletionGuard,
    @Required @JsonPropertyDescription("How connection strings are sealed. Required.")
        Encryption encryption,
    @Nullable
        @JsonPropertyDescription("The schema of stores that do not say. Default: store, newest.")
        SchemaRef schema,
    @Nullable
        @JsonPropertyDescription(
            "Makes TenantDatabases of this class for rows that the platform inserts into the registry's"
                + " organizations, and for calls of POST /v1/tenants. Default: none are made.")
        Intake intake) {

  /** Null lists become empty. */
  public TenantDatabaseClassSpec {
    projects = projects == null ? List.of() : List.copyOf(projects);
    isolation = isolation == null ? Isolation.Branch : isolation;
  }
}
