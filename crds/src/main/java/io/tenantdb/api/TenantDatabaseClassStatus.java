package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator found of a class. */
@JsonClassDescription("What the operator found of the class.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantDatabaseClassStatus(
    @Nullable @JsonPropertyDescription("The generation of the resource that this status speaks of.")
        Long observedGeneration,
    @Nullable
        @JsonPropertyDescription("The newest schema version, which the templates are kept at.")
        String schemaVersion,
    @JsonPropertyDescription("Each listed project and its template, with isolation Branch only.")
        List<ProjectStatus> projects,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
            "How many stores were deleted of late without a person's word, which the deletionGuard"
                + " counts.")
        List<DeletionCount> recentDeletions,
    @JsonPropertyDescription(
            "Ready sums up; KeyAccepted, KeyringReady and TemplatesReady say what is missing.")
        List<Condition> conditions,
    @Nullable
        @JsonPropertyDescription(
            "Branches that belong to no TenantDatabase; not looked for where the operator serves"
                + " named namespaces.")
        OrphanReport orphans) {

  /** Null lists become empty. */
  public TenantDatabaseClassStatus {
    projects = projects == null ? List.of() : List.copyOf(projects);
    recentDeletions = recentDeletions == null ? List.of() : List.copyOf(recentDeletions);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** A status without a word about orphans. */
  public TenantDatabaseClassStatus(
      @Nullable Long observedGeneration,
      @Nullable String schemaVersion,
      List<ProjectStatus> projects,
      List<DeletionCount> recentDeletions,
      List<Condition> conditions) {
    this(observedGeneration, schemaVersion, projects, recentDeletions, conditions, null);
  }

  /** A status that says nothing yet. */
  public static TenantDatabaseClassStatus empty() {
    return new TenantDatabaseClassStatus(null, null, List.of(), List.of(), List.of());
  }
}
