package io.tenantdb.operator.simulation;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.lanes.LaneTimes;
import io.tenantdb.operator.fleet.Fleet;
import java.time.Duration;
import java.util.List;

/** A mistake planted between the operator's parts, to see whether the simulation finds it. */
enum Bug {
  /** The operator as it is. */
  NONE,
  /** What an earlier process made is not seen. */
  NO_ADOPTION,
  /** A create whose answer was lost is sent again at once. */
  LOST_POST_REPEATED,
  /** Any branch of the right name counts as ours. */
  NO_PROOF,
  /** A younger claim does not see the older. */
  NO_CLAIMS,
  /** A list that failed counts as empty. */
  ABSENT_CONFUSED,
  /** The password is not reset, nor compared with the template's. */
  PASSWORD_NOT_OWN,
  /** Nobody waits for a turn, nor for operations. */
  LANE_IGNORED,
  /** The place is written only together with what was made there. */
  NO_INTENT,
  /** A status is written whatever else was written since the resource was seen. */
  BLIND_WRITE;

  /** The lanes' times with this bug. */
  LaneTimes in(LaneTimes usual) {
    if (this != LANE_IGNORED) {
      return usual;
    }
    Duration none = Duration.ofMillis(-1);
    return new LaneTimes(none, none, none, none, none, none);
  }

  /** What a process sees of the fleet with this bug. */
  Fleet in(SimulatedFleet fleet) {
    return this == NO_CLAIMS ? new UnawareFleet(fleet.stores(), fleet.everyClass()) : fleet;
  }

  /** What a process's calls to Neon become with this bug. */
  NeonApi in(NeonApi api) {
    return switch (this) {
      case NO_ADOPTION, LOST_POST_REPEATED, NO_PROOF, ABSENT_CONFUSED, PASSWORD_NOT_OWN ->
          BuggyCalls.of(this, api);
      default -> api;
    };
  }

  /** Whether this bug keeps a status from being written. */
  boolean delays(TenantDatabase store, TenantDatabaseStatus status) {
    NeonLocation location = status.neon();
    NeonLocation before = SimulatedFleet.locationOf(store);
    return this == NO_INTENT
        && location != null
        && location.branchId() == null
        && (before == null || before.branchId() == null);
  }

  /** Whether this bug keeps the API server from refusing the status of an old copy. */
  boolean isBlindWriter() {
    return this == BLIND_WRITE;
  }

  static List<Bug> planted() {
    return List.of(values()).subList(1, values().length);
  }
}
