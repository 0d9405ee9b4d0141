package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells a branch that was there already from one that was just made for a store. */
final class Adoption {
  private static final Duration JUST_MADE = Duration.ofSeconds(30);

  private final Clock clock;

  Adoption(Clock clock) {
    this.clock = clock;
  }

  /** Whether the branch was not just made, and is not written down yet: it may hold data. */
  boolean isOf(Branch branch, TenantDatabase database) {
    Instant asked = Instant.parse(database.getMetadata().getCreationTimestamp());
    Instant made = branch.createdAt();
    boolean isKnown =
        Optional.ofNullable(database.getStatus())
            .map(TenantDatabaseStatus::neon)
            .map(NeonLocation::branchId)
            .isPresent();
    return !isKnown && (made.isBefore(asked) || made.isBefore(clock.instant().minus(JUST_MADE)));
  }
}
