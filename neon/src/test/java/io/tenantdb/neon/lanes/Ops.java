package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Operations as a test needs them. */
final class Ops {
  private Ops() {}

  static Operation running(String id, Instant at) {
    return operation(id, Status.UNFINISHED, null, at);
  }

  /** One that Neon calls failed and may try again. */
  static Operation retried(String id, Instant at) {
    return new Operation(id, "p", null, null, "create_branch", Status.UNFINISHED, null, 1, at);
  }

  static Operation done(String id, Instant at) {
    return operation(id, Status.SUCCEEDED, null, at);
  }

  static Operation doneOn(String branchId, String id, Instant at) {
    return new Operation(id, "p", branchId, null, "create_branch", Status.SUCCEEDED, null, 0, at);
  }

  static Operation failed(String id, String error, Instant at) {
    return operation(id, Status.FAILED, error, at);
  }

  static Operation failedOn(String branchId, String id, String error, Instant at) {
    return new Operation(id, "p", branchId, null, "create_branch", Status.FAILED, error, 0, at);
  }

  private static Operation operation(String id, Status status, @Nullable String error, Instant at) {
    return new Operation(id, "p", null, null, "create_branch", status, error, 0, at);
  }
}
