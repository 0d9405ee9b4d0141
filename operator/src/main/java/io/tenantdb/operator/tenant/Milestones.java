package io.tenantdb.operator.tenant;

import java.time.Duration;

/** Hears of what happens once in a store's life, for metrics. Must be quick. */
@FunctionalInterface
public interface Milestones {

  /** A store was Ready for the first time, so long after its TenantDatabase was created. */
  void becameReady(Duration sinceCreation);

  /** Nobody hears. */
  static Milestones ignored() {
    return sinceCreation -> {};
  }
}
