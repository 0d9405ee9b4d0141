package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation that Neon carries out. */
final class Work {
  final String id;
  final @Nullable String branchId;
  private final String projectId;
  private final String action;
  private final Runnable whenDone;
  private final Runnable whenFailed;
  private Instant updatedAt;
  private Status status = Status.UNFINISHED;

  Work(
      String id,
      String projectId,
      String action,
      @Nullable String branchId,
      Instant startedAt,
      Runnable whenDone,
      Runnable whenFailed) {
    this.id = id;
    this.projectId = projectId;
    this.action = action;
    this.branchId = branchId;
    this.updatedAt = startedAt;
    this.whenDone = whenDone;
    this.whenFailed = whenFailed;
  }

  boolean goesOn() {
    return status == Status.UNFINISHED;
  }

  void end(boolean well, Instant now) {
    if (goesOn()) {
      status = well ? Status.SUCCEEDED : Status.FAILED;
      updatedAt = now;
      (well ? whenDone : whenFailed).run();
    }
  }

  Operation operation() {
    return new Operation(
        id,
        projectId,
        branchId,
        null,
        action,
        status,
        status == Status.FAILED ? "it went wrong" : null,
        0,
        updatedAt);
  }
}
