package io.tenantdb.operator.guard;

import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.TenantDatabaseClass;
import java.time.Duration;
import java.util.Optional;

/** How many deletions of a class go without a person. */
record GuardTerms(int maxDeletions, Duration window) {
  private static final int DEFAULT_MAX = 10;
  private static final int DEFAULT_WINDOW_SECONDS = 3600;

  /** The class's terms; a class that is gone has the defaults. */
  static GuardTerms of(Optional<TenantDatabaseClass> tenantClass) {
    Optional<DeletionGuard> guard = tenantClass.map(c -> c.getSpec().deletionGuard());
    return new GuardTerms(
        guard.map(DeletionGuard::maxDeletions).orElse(DEFAULT_MAX),
        Duration.ofSeconds(guard.map(DeletionGuard::windowSeconds).orElse(DEFAULT_WINDOW_SECONDS)));
  }
}
