package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation as the API shows it. */
public record Operation(
    String id,
    String projectId,
    @Nullable String branchId,
    @Nullable String endpointId,
    Action action,
    Status status,
    @Nullable String error,
    Instant createdAt,
    Instant updatedAt,
    int totalDurationMs) {

  /** The actions neon-local performs; the wire names are Neon's. */
  public enum Action {
    @JsonProperty("create_branch")
    CREATE_BRANCH,
    @JsonProperty("create_timeline")
    CREATE_TIMELINE,
    @JsonProperty("start_compute")
    START_COMPUTE,
    @JsonProperty("suspend_compute")
    SUSPEND_COMPUTE,
    @JsonProperty("apply_config")
    APPLY_CONFIG,
    @JsonProperty("delete_timeline")
    DELETE_TIMELINE,
    /** Neon's own look at a project, which no call asks for. */
    @JsonProperty("check_availability")
    CHECK_AVAILABILITY
  }

  /** How far an operation is. */
  public enum Status {
    @JsonProperty("scheduling")
    SCHEDULING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("finished")
    FINISHED,
    /** Neon may repeat it, neon-local does not. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("error")
    ERROR,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("skipped")
    SKIPPED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
      return this != SCHEDULING && this != RUNNING;
    }
  }

  @JsonProperty("failures_count")
  int failuresCount() {
    return status == Status.ERROR || status == Status.FAILED ? 1 : 0;
  }

  /** The same operation, further on. */
  public Operation to(Status newStatus, @Nullable String newError, Instant now) {
    int duration =
        newStatus.isFinal() ? (int) Duration.between(createdAt, now).toMillis() : totalDurationMs;
    return new Operation(
        id, projectId, branchId, endpointId, action, newStatus, newError, createdAt, now, duration);
  }
}
