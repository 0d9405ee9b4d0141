package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set out to do at Neon, written down before it does it, for the calls whose
 * effect can't be found again at once. Times are of RFC 3339, in UTC, with whole seconds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intents(
    @Nullable
        @JsonPropertyDescription(
            "When Neon was last asked to make the store's own project; gone once its id is known.")
        String projectRequestedTime,
    @Nullable
        @JsonPropertyDescription(
            "When the deletion was let go on; the fleet guard holds it no more.")
        String deletionAllowedTime,
    @Nullable
        @JsonPropertyDescription("When Neon was first asked to delete the store's own project.")
        String projectDeletionRequestedTime) {

  /** None. */
  public static Intents none() {
    return new Intents(null, null, null);
  }

  /** The same, and the store's own project is about to be asked for. */
  public Intents withProjectRequested(Instant time) {
    return new Intents(time.toString(), deletionAllowedTime, projectDeletionRequestedTime);
  }

  /** The same, and nothing is to be looked for. */
  public Intents withoutProjectRequested() {
    return new Intents(null, deletionAllowedTime, projectDeletionRequestedTime);
  }

  /** The same, and the deletion goes on. */
  public Intents withDeletionAllowed(Instant time) {
    return new Intents(projectRequestedTime, time.toString(), projectDeletionRequestedTime);
  }

  /** The same, and the store's own project is about to be deleted. */
  public Intents withProjectDeletionRequested(Instant time) {
    return new Intents(projectRequestedTime, deletionAllowedTime, time.toString());
  }
}
