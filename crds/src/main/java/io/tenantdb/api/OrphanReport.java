package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Branches in the projects of a class that belong to no TenantDatabase. */
@JsonClassDescription("Branches in the class's projects that belong to no TenantDatabase.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrphanReport(
    @JsonPropertyDescription("How many this installation made for a store that is not there.")
        int count,
    @JsonPropertyDescription("The 50 oldest of them.") List<Orphan> branches,
    @JsonPropertyDescription("How many somebody else made; the operator never removes them.")
        int unmarkedCount,
    @JsonPropertyDescription("The 10 oldest of those.") List<Orphan> unmarked,
    @Nullable @JsonPropertyDescription("Why nothing can be told, in words for people.")
        String message,
    @Nullable
        @JsonPropertyDescription(
            "What became of the annotation tenantdb.io/remove-orphans; see docs/operations.md.")
        OrphanRemoval removal) {

  /** Null lists become empty. */
  public OrphanReport {
    branches = branches == null ? List.of() : List.copyOf(branches);
    unmarked = unmarked == null ? List.of() : List.copyOf(unmarked);
  }

  /** Nothing found. */
  public static OrphanReport empty() {
    return new OrphanReport(0, List.of(), 0, List.of(), null, null);
  }
}
