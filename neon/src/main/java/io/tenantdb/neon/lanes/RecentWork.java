package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.time.Instant;
import java.util.List;

/** What Neon lists of a project's operations. */
record RecentWork(List<Operation> operations) {

  /**
   * Whether Neon is at work on any of them. One that has not moved since {@code horizon} does not
   * count, nor one that failed before another ended: Neon lists some as failed for ever.
   */
  boolean goesOn(Instant horizon) {
    return operations.stream()
        .filter(operation -> operation.status() == Status.UNFINISHED)
        .filter(operation -> operation.updatedAt().isAfter(horizon))
        .anyMatch(operation -> operation.failuresCount() == 0 || !isOvertaken(operation));
  }

  private boolean isOvertaken(Operation operation) {
    return operations.stream()
        .filter(other -> other.status() == Status.SUCCEEDED)
        .anyMatch(other -> other.updatedAt().isAfter(operation.updatedAt()));
  }
}
