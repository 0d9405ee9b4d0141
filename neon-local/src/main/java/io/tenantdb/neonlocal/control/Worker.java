package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation;
import java.util.Objects;

/** Does what each kind of operation stands for. */
final class Worker implements Work {

  private final BranchWork branches;
  private final ComputeWork computes;

  Worker(BranchWork branches, ComputeWork computes) {
    this.branches = branches;
    this.computes = computes;
  }

  @Override
  public Outcome perform(Operation operation) throws Exception {
    String branchId = Objects.requireNonNullElse(operation.branchId(), "");
    return switch (operation.action()) {
      case CREATE_TIMELINE -> branches.createRoot(branchId);
      case CREATE_BRANCH -> branches.createChild(branchId);
      case DELETE_TIMELINE -> branches.delete(branchId);
      case START_COMPUTE -> computes.start(branchId);
      case SUSPEND_COMPUTE -> computes.suspend(branchId);
      case APPLY_CONFIG -> computes.apply(branchId);
      case CHECK_AVAILABILITY -> Outcome.DONE;
    };
  }

  /** A branch that was not made stays so, and a change of roles is told when the compute wakes. */
  @Override
  public void abandon(Operation operation) {
    String branchId = operation.branchId();
    if (branchId == null) {
      return;
    }
    switch (operation.action()) {
      case DELETE_TIMELINE -> branches.keep(branchId);
      case START_COMPUTE, SUSPEND_COMPUTE -> computes.stay(branchId);
      case CREATE_TIMELINE, CREATE_BRANCH, APPLY_CONFIG, CHECK_AVAILABILITY -> {}
    }
  }
}
