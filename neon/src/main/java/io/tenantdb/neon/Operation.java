package io.tenantdb.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of Neon's work on a project. Until it ends, its project refuses most other changes
 * (423).
 *
 * @param action open set: {@code create_branch}, {@code start_compute}, {@code apply_config}, …
 * @param error what Neon says of a failure; null otherwise
 */
public record Operation(
    String id,
    String projectId,
    @Nullable String branchId,
    @Nullable String endpointId,
    String action,
    Status status,
    @Nullable String error,
    int failuresCount,
    Instant updatedAt) {

  /** Where an operation stands. */
  public enum Status {
    /** Still going on; Neon's {@code failed} too, which Neon may retry by itself. */
    UNFINISHED,
    /** {@code finished} or {@code skipped}. */
    SUCCEEDED,
    /** {@code error} or {@code cancelled}: it will not be done. */
    FAILED
  }
}
