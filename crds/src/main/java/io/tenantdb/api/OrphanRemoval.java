package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** What became of a request to remove orphans. */
@JsonClassDescription("What became of a request to remove orphans.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrphanRemoval(
    @Required @JsonPropertyDescription("The annotation that is answered.") String request,
    @JsonPropertyDescription("Whether nothing more will be done about it.") boolean done,
    @JsonPropertyDescription("The ids of the branches that were removed.") List<String> removed,
    @JsonPropertyDescription("What was or would be done, in words for people.") String message) {

  /** Null lists become empty. */
  public OrphanRemoval {
    removed = removed == null ? List.of() : List.copyOf(removed);
  }
}
