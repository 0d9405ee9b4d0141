package io.tenantdb.operator.leader;

import java.util.Optional;

/** The one Lease that is contested. Both calls throw what the cluster's client throws. */
interface LeaseDoor {

  /** The Lease as it is now; empty when there is none. */
  Optional<HeldLease> read();

  /**
   * Writes the Lease if it still has the version it was read with.
   *
   * @return as the cluster has it now; empty when somebody else wrote first
   */
  Optional<HeldLease> write(HeldLease lease);
}
