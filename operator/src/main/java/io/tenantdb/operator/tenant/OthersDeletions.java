package io.tenantdb.operator.tenant;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
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

  void weDelete(String branchId) {
    ours.add(branchId);
  }

  void forget(String branchId) {
    ours.remove(branchId);
  }

  /** Whether the branch, which was not seen, may come back; costs a call if it was not ours. */
  boolean mayBringBack(String projectId, String branchId, NeonApi api) {
    if (ours.contains(branchId)) {
      return false;
    }
    try {
      return api.recentOperations(projectId, RECENT).stream()
          .filter(operation -> branchId.equals(operation.branchId()))
          .anyMatch(operation -> operation.status() == Operation.Status.UNFINISHED);
    } catch (NeonException.NotFound e) {
      return false;
    }
  }
}
