package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.status.Standing.Truth;
import java.util.Optional;

/** What a pass knows of a store at Neon. Absent and could not look are different values. */
sealed interface NeonView {

  /** Nothing has to be known: the store is settled, or not placed yet. */
  record NotAsked() implements NeonView {}

  /**
   * Looked.
   *
   * @param projectId empty when the store's own project does not exist (isolation Project)
   * @param branch of the store's name; empty when there is none
   * @param endpoint the branch's read-write endpoint; empty when it has none
   */
  record Seen(Optional<String> projectId, Optional<Branch> branch, Optional<Endpoint> endpoint)
      implements NeonView {}

  /** There was no room to look in the request budget; soon there is. */
  record NotNow(Recheck recheck) implements NeonView {}

  /** Could not look. */
  record CouldNotLook(Standing standing, Recheck recheck) implements NeonView {}

  /** What a failure on the way to look means. */
  static NeonView missed(ConditionType stage, NeonException failure) {
    Recheck recheck = Troubles.recheck(failure);
    return Troubles.isPause(failure)
        ? new NotNow(recheck)
        : new CouldNotLook(Troubles.standing(stage, failure), recheck);
  }

  /** The same for a Secret of the operator's that is missing or can't be read. */
  static NeonView missed(ConditionType stage, ClassSecretException failure) {
    return new CouldNotLook(
        new Standing(stage, Truth.Unknown, failure.reason(), String.valueOf(failure.getMessage())),
        new Recheck.Backoff());
  }
}
