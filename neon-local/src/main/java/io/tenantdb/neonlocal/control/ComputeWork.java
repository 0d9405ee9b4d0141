package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.control.Work.Outcome;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Endpoint.State;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** What the operations of computes do. */
final class ComputeWork {

  private final Store store;
  private final Computes computes;

  ComputeWork(Store store, Computes computes) {
    this.store = store;
    this.computes = computes;
  }

  /**
   * Beyond the limit of awake computes, and when it is disabled meanwhile, a compute stays asleep,
   * as on Neon.
   */
  Outcome start(String branchId) throws IOException, InterruptedException, SQLException {
    Optional<BranchEntry> entry = store.findBranch(branchId).filter(found -> !found.deleted());
    Optional<Endpoint> endpoint =
        entry.flatMap(BranchEntry::endpoint).filter(found -> !found.disabled());
    if (endpoint.isEmpty() || !computes.admit(entry.get())) {
      computes.arrived(branchId, State.IDLE);
      return Outcome.SKIPPED;
    }
    try {
      computes.touch(endpoint.get().id());
      computes.of(branchId).wake(endpoint.get());
      computes.arrived(branchId, State.ACTIVE);
      return Outcome.DONE;
    } catch (IOException | SQLException | RuntimeException e) {
      computes.release(branchId);
      computes.arrived(branchId, State.IDLE);
      throw e;
    }
  }

  Outcome suspend(String branchId) throws IOException, InterruptedException {
    if (store.findBranch(branchId).isEmpty()) {
      return Outcome.SKIPPED;
    }
    computes.of(branchId).rest();
    computes.release(branchId);
    computes.arrived(branchId, State.IDLE);
    return Outcome.DONE;
  }

  /**
   * A compute that sleeps is told when it wakes, before anyone can connect, so the promise holds
   * either way.
   */
  Outcome apply(String branchId) throws SQLException {
    computes.of(branchId).tellPending();
    return Outcome.DONE;
  }

  /** A compute that was neither started nor suspended is what it was. */
  void stay(String branchId) {
    computes.arrived(branchId, computes.of(branchId).isAwake() ? State.ACTIVE : State.IDLE);
  }
}
