package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;

/** What the judge knows of one TenantDatabase from its making to its end. */
final class Life {
  TenantDatabase store;

  /** When it last was to have its database deleted with it; long ago if never. */
  long lastDelete = Long.MIN_VALUE / 2;

  /** When it last was to have its database kept. */
  long lastRetain = Long.MIN_VALUE / 2;

  boolean isGone;
  long goneAt;

  /** Whether a person took its status away. */
  boolean wasWiped;

  /** Whether it went leaving a branch behind, as the rules say it may. */
  boolean mayLeave;

  Life(TenantDatabase store) {
    this.store = store;
  }

  String organization() {
    return store.getSpec().organizationId();
  }

  boolean isLeaving() {
    return store.isMarkedForDeletion();
  }
}
