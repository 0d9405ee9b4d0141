package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.util.Optional;

/** Says why a store that is being deleted is still there: in its status, and as an Event. */
final class DeletionReport {
  /** What is said while it goes on. */
  static final String DELETING = "The database is being deleted.";

  private final Conditions conditions;
  private final Rechecks rechecks;
  private final EventRecorder events;

  DeletionReport(Doors doors) {
    conditions = new Conditions(Report.STAGES, doors.clock());
    rechecks = doors.rechecks();
    events = doors.events();
  }

  /** It goes on. */
  PassResult deleting(TenantDatabase database, Recheck recheck) {
    return deleting(database, draft(database), recheck);
  }

  /** It goes on, and the status has something to remember. */
  PassResult deleting(TenantDatabase database, StatusDraft draft, Recheck recheck) {
    return waiting(
        database,
        draft,
        Standing.notYet(ConditionType.BranchReady, Reason.Deleting, DELETING),
        recheck);
  }

  /** Neon could not be asked, or refused. */
  PassResult missed(TenantDatabase database, NeonException failure) {
    if (Troubles.isPause(failure)) {
      return waiting(
          database,
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.Deleting,
              "Waiting for room in the request budget."),
          Troubles.recheck(failure));
    }
    return blocked(
        database,
        Troubles.standing(ConditionType.BranchReady, failure).message(),
        Troubles.recheck(failure));
  }

  /** Nothing is deleted until that is solved. */
  PassResult blocked(TenantDatabase database, String why, Recheck recheck) {
    return waiting(
        database,
        Standing.notYet(
            ConditionType.BranchReady,
            Reason.DeletionBlocked,
            why
                + " The database is kept until this is solved; set spec.deletionPolicy to Retain to"
                + " let this resource go without deleting it."),
        recheck);
  }

  /** It waits for something. */
  PassResult waiting(TenantDatabase database, Standing standing, Recheck recheck) {
    return waiting(database, draft(database), standing, recheck);
  }

  /** The status as it was. */
  static StatusDraft draft(TenantDatabase database) {
    return new StatusDraft(before(database));
  }

  private static TenantDatabaseStatus before(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
  }

  private PassResult waiting(
      TenantDatabase database, StatusDraft draft, Standing standing, Recheck recheck) {
    TenantDatabaseStatus before = before(database);
    long generation = database.getMetadata().getGeneration();
    TenantDatabaseStatus status =
        draft.finish(
            generation, Phase.Deleting, conditions.of(standing, before.conditions(), generation));
    boolean isSaid =
        Conditions.find(before.conditions(), ConditionType.Ready)
            .map(ready -> Reason.DeletionBlocked.name().equals(ready.getReason()))
            .orElse(false);
    if (standing.reason() == Reason.DeletionBlocked && !isSaid) {
      events.warning(database, standing.reason().name(), standing.message());
    }
    return new PassResult(status, rechecks.after(database.getMetadata().getUid(), recheck));
  }
}
