package io.tenantdb.operator.guard;

import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.List;

/** Where the guard's count outlives the operator: the status of the class. */
public interface ClassRecords {
  /**
   * Writes how many stores of the class were deleted of late, and nothing else of its status.
   * Returns once it is written.
   *
   * @throws RuntimeException when it could not be written
   */
  void write(TenantDatabaseClass tenantClass, List<DeletionCount> recentDeletions);
}
