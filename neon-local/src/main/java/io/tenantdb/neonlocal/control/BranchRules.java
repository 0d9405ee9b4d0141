package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import java.util.List;

/** When Neon refuses to make, change or delete a branch. */
final class BranchRules {

  private static final int NAME_LENGTH = 256;

  private final Store store;
  private final Limits limits;

  BranchRules(Store store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  void checkNew(String projectId, String name, boolean isProtected) {
    checkName(projectId, name);
    if (store.countBranchesOf(projectId) >= limits.branchesPerProject()) {
      throw ApiException.unprocessable("BRANCHES_LIMIT_EXCEEDED", "branches limit exceeded");
    }
    if (isProtected) {
      checkProtected(projectId);
    }
  }

  void checkChange(BranchEntry entry, BranchPatch patch) {
    String projectId = entry.branch().projectId();
    String name = patch.name();
    if (name != null && !name.equals(entry.branch().name())) {
      checkName(projectId, name);
    }
    if (Boolean.TRUE.equals(patch.isProtected()) && !entry.branch().isProtected()) {
      checkProtected(projectId);
    }
  }

  private void checkName(String projectId, String name) {
    Checks.length(name, "branch.name", NAME_LENGTH);
    if (store.hasBranch(projectId, name)) {
      throw ApiException.conflict("branch already exists; branch_name:\"" + name + "\"");
    }
  }

  private void checkProtected(String projectId) {
    long count =
        store.branchesOf(projectId).stream().filter(entry -> entry.branch().isProtected()).count();
    if (count >= limits.protectedBranchesPerProject()) {
      throw ApiException.unprocessable("", "protected branches limit exceeded");
    }
  }

  void checkDelete(BranchEntry entry) {
    if (entry.branch().isDefault()) {
      throw ApiException.unprocessable("", "cannot delete the default branch");
    }
    if (entry.branch().isProtected()) {
      throw ApiException.unprocessable("", "cannot delete protected branch");
    }
    if (entry.branch().parentId() == null) {
      throw ApiException.unprocessable("", "cannot delete the root branch");
    }
    List<String> children =
        store.branchesOf(entry.branch().projectId()).stream()
            .filter(other -> entry.id().equals(other.branch().parentId()))
            .map(BranchEntry::id)
            .toList();
    if (!children.isEmpty()) {
      throw ApiException.unprocessable(
          "", "cannot delete branch that has children: " + String.join(", ", children));
    }
  }
}
