package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.control.Work.Outcome;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.postgres.LiveBackup.Taken;
import io.tenantdb.neonlocal.storage.Snapshots;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operations of branches do. */
final class BranchWork {

  private final Store store;
  private final Computes computes;
  private final Snapshots snapshots;
  private final Inheritance inheritance;
  private final String emptySnapshot;
  private final Clock clock;

  BranchWork(
      Store store,
      Computes computes,
      Snapshots snapshots,
      Inheritance inheritance,
      String emptySnapshot,
      Clock clock) {
    this.store = store;
    this.computes = computes;
    this.snapshots = snapshots;
    this.inheritance = inheritance;
    this.emptySnapshot = emptySnapshot;
    this.clock = clock;
  }

  /** The first branch of a project begins as an empty PostgreSQL. */
  Outcome createRoot(String branchId) throws IOException {
    return ready(branchId, emptySnapshot, null, null);
  }

  /** A child begins as its parent is now. */
  Outcome createChild(String branchId) throws IOException, InterruptedException, SQLException {
    Optional<BranchEntry> child = store.findBranch(branchId);
    if (child.isEmpty() || child.get().branch().isReady()) {
      return Outcome.SKIPPED;
    }
    String parentId = String.valueOf(child.get().branch().parentId());
    Optional<BranchEntry> parent = store.findBranch(parentId);
    if (parent.isEmpty()) {
      throw new IllegalStateException("parent branch " + parentId + " is gone");
    }
    Taken taken = computes.of(parentId).snapshot(parent.get().endpoint().orElse(null));
    return ready(branchId, taken.snapshot(), taken.lsn(), parentId);
  }

  private Outcome ready(
      String branchId, String snapshot, @Nullable String lsn, @Nullable String parentId)
      throws IOException {
    long size = snapshots.sizeOf(snapshot, "base");
    Instant now = clock.instant();
    store.locked(
        () ->
            store.update(
                branchId,
                entry ->
                    inherited(entry, parentId, now)
                        .with(entry.branch().ready(size, lsn, now))
                        .withSnapshot(snapshot)));
    return Outcome.DONE;
  }

  /** The parent may have got roles and databases since the branch was promised. */
  private BranchEntry inherited(BranchEntry entry, @Nullable String parentId, Instant now) {
    return Optional.ofNullable(parentId)
        .flatMap(store::findBranch)
        .map(parent -> inheritance.inherit(entry, parent, now))
        .orElse(entry);
  }

  Outcome delete(String branchId) throws IOException, InterruptedException {
    Optional<BranchEntry> entry = store.findBranch(branchId);
    computes.of(branchId).destroy();
    computes.forget(branchId);
    entry.ifPresent(store::forget);
    return Outcome.DONE;
  }

  /** A branch that could not be deleted is there again. */
  void keep(String branchId) {
    store.update(branchId, BranchEntry::unmarkDeleted);
  }
}
