package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.operator.account.Accounts;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletions of branches that an earlier process asked for, or another: Neon shows such a branch no
 * more from the moment it accepted, and brings it back if it fails to carry the deletion out. For
 * those of this process its lane waits.
 */
final class OthersDeletions {
  private static final int RECENT = 50;

  private final Set<String> ours = ConcurrentHashMap.newKeySet();
  private final Accounts accounts;

  OthersDeletions(Accounts accounts) {
    this.accounts = accounts;
  }

  void weDelete(String branchId) {
    ours.add(branchId);
  }

  void forget(String branchId) {
    ours.remove(branchId);
  }

  /**
   * Whether a store's branch, which is out of sight, may come back; costs a call if it was not
   * ours.
   */
  boolean mayBringBack(DeletionView view) {
    String branchId = view.knownBranch();
    TenantDatabaseClass tenantClass = view.tenantClass();
    if (branchId == null || tenantClass == null || !isOutOfSight(view) || ours.contains(branchId)) {
      return false;
    }
    NeonApi api = accounts.account(tenantClass).at(Priority.NORMAL);
    return view.projectId().filter(project -> isGoingOn(project, branchId, api)).isPresent();
  }

  private static boolean isOutOfSight(DeletionView view) {
    return view.neon() instanceof NeonView.Seen seen
        && seen.branch().isEmpty()
        && !view.hasOwnProject();
  }

  private static boolean isGoingOn(String projectId, String branchId, NeonApi api) {
    try {
      return api.recentOperations(projectId, RECENT).stream()
          .filter(operation -> branchId.equals(operation.branchId()))
          .anyMatch(operation -> operation.status() == Operation.Status.UNFINISHED);
    } catch (NeonException.NotFound e) {
      return false;
    }
  }
}
