package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation.Action;
import org.jspecify.annotations.Nullable;

/** One operation to be scheduled. */
public record Step(Action action, @Nullable String branchId, @Nullable String endpointId) {

  static Step ofBranch(Action action, String branchId) {
    return new Step(action, branchId, null);
  }

  static Step ofEndpoint(Action action, String branchId, String endpointId) {
    return new Step(action, branchId, endpointId);
  }
}
