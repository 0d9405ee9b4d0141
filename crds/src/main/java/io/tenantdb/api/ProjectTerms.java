package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a store's own Neon project is made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectTerms(
    @Size(max = 50)
        @JsonPropertyDescription(
            "The regions this class offers, for example eu-central-1. Default: the defaultRegion alone.")
        List<String> regions,
    @Nullable
        @Default("17")
        @Min(14)
        @Max(18)
        @JsonPropertyDescription(
            "The major version of Postgres, 14 to 18. It counts when a project is made: projects"
                + " that exist keep theirs. Default: 17.")
        Integer pgVersion,
    @Nullable
        @Min(0)
        @Max(2592000)
        @JsonPropertyDescription(
            "The seconds of history Neon keeps for restores, 0 to 2592000. Default: Neon's own default.")
        Integer historyRetentionSeconds) {

  /** Null lists become empty. */
  public ProjectTerms {
    regions = regions == null ? List.of() : List.copyOf(regions);
  }
}
