package io.tenantdb.sandbox.chaos;

import java.util.Optional;

/**
 * Where a campaign can hold a call: at Neon, if it has a door for that, and at the cluster.
 *
 * @param neon empty when the Neon double has no such door
 */
record Doors(Optional<FaultDoor> neon, WriteGate cluster) {}
