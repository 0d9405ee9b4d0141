package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import java.io.IOException;

/** What is remembered of a branch, as its compute needs it. */
record BranchAtRest(Site site, String branchId) {

  BranchEntry entry() {
    return site.store()
        .findBranch(branchId)
        .orElseThrow(() -> new IllegalStateException("branch " + branchId + " is gone"));
  }

  /** The data as they were when the compute last went to sleep. */
  String snapshot() {
    String snapshot = entry().snapshot();
    if (snapshot == null) {
      throw new IllegalStateException("branch " + branchId + " has no data yet");
    }
    return snapshot;
  }

  /** Remembers the data's new snapshot. */
  void keep(String snapshot) throws IOException {
    long size = site.snapshots().sizeOf(snapshot, "base");
    site.store()
        .update(
            branchId,
            entry -> entry.withSnapshot(snapshot).with(entry.branch().withLogicalSize(size)));
  }
}
