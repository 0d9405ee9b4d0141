package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request says of a new branch; null is what it does not say. */
public record BranchSpec(
    @Nullable String name,
    @Nullable String parentId,
    @Nullable String parentLsn,
    @Nullable Instant parentTimestamp,
    @JsonProperty("protected") @Nullable Boolean isProtected,
    @Nullable Boolean archived,
    @Nullable String initSource,
    @Nullable Instant expiresAt) {

  static BranchSpec empty() {
    return new BranchSpec(null, null, null, null, null, null, null, null);
  }

  /** Refuses what a control plane without history and archive cannot do. */
  void checkServed() {
    if (parentLsn != null || parentTimestamp != null) {
      throw ApiException.unprocessable(
          "", "branching from the past is not served: neon-local keeps no history");
    }
    if (initSource != null && !initSource.equals("parent-data")) {
      throw ApiException.unprocessable("", "init_source " + initSource + " is not served");
    }
    if (Boolean.TRUE.equals(archived)) {
      throw ApiException.unprocessable("", "archived branches are not served");
    }
  }
}
