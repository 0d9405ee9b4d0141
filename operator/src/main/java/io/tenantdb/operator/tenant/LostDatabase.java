package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;
import java.util.Optional;

/** Somebody dropped the database of a store and left its branch. */
final class LostDatabase {
  private static final Duration PERSON_RECHECK = Duration.ofMinutes(1);

  private LostDatabase() {}

  /**
   * To be asked when Neon has no connection URI for a store that was whole: that can also mean that
   * only the role has no password.
   *
   * @return where the store stands without its database; empty when it has it
   */
  static Optional<Outcome> look(NeonApi api, Branch branch, StoreTerms terms, ConditionType at) {
    boolean isThere =
        api.databases(branch.projectId(), branch.id()).stream()
            .anyMatch(database -> database.name().equals(terms.databaseName()));
    return isThere
        ? Optional.empty()
        : Optional.of(
            new Outcome.Stands(
                Standing.notYet(
                    at,
                    Reason.DatabaseMissing,
                    "Database %s of this store is gone from branch %s. It is not replaced by an empty one. Restore it, or delete the branch at Neon and this TenantDatabase with its Secret to start anew."
                        .formatted(terms.databaseName(), branch.id())),
                new Recheck.After(PERSON_RECHECK)));
  }
}
