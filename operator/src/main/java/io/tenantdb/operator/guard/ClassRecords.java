package io.tenantdb.operator.guard;

import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.List;
import java.util.Optional;

/**
 * A class as the API server has it at this very moment, which the caches may show late; and where
 * the guard's count outlives the operator: its status.
 */
public interface ClassRecords {
  /**
   * The class of this name; empty when there is none.
   *
   * @throws RuntimeException when it can't be told
   */
  Optional<TenantDatabaseClass> read(String name);

  /**
   * Writes how many stores of the class were deleted of late, and nothing else of its status.
   * Returns once it is written.
   *
   * @throws RuntimeException when it could not be written
   */
  void write(TenantDatabaseClass tenantClass, List<DeletionCount> recentDeletions);
}
