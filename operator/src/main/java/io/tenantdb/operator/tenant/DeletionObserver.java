package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.util.Optional;

/** Gathers what has to be known of a store that is being deleted. */
final class DeletionObserver {
  private final Claims claims;
  private final Observer observer;
  private final ProjectViews views;
  private final ProjectChanges changes;
  private final Clock clock;

  DeletionObserver(Doors doors, Observer observer) {
    claims = new Claims(doors.fleet());
    this.observer = observer;
    views = doors.views();
    changes = doors.changes();
    clock = doors.clock();
  }

  DeletionView observe(TenantDatabase database) {
    boolean isOwner = claims.otherOwner(database).isEmpty();
    TenantDatabaseClass tenantClass =
        observer.classOf(database) instanceof ClassView.Found found ? found.tenantClass() : null;
    DeletionPolicy policy =
        StoreTerms.deletionPolicy(
            database.getSpec(), tenantClass == null ? null : tenantClass.getSpec());
    boolean deletes =
        isOwner && DeletionGate.isAllowed(database) && policy == DeletionPolicy.Delete;
    Optional<String> project =
        Optional.ofNullable(database.getStatus())
            .map(TenantDatabaseStatus::neon)
            .map(NeonLocation::projectId);
    Waiter waiter = Waiter.of(database);
    Optional<String> failure = project.flatMap(id -> changes.takeFailure(id, waiter));
    if (failure.isPresent()) {
      // What Neon accepted it has not done: the branch that our view forgot may still be there.
      project.ifPresent(views::forget);
    }
    NeonView neon =
        deletes && tenantClass != null
            ? observer.look(database, tenantClass, ConditionType.BranchReady)
            : new NeonView.NotAsked();
    boolean working = project.map(id -> changes.isWorking(id, waiter)).orElse(false);
    return new DeletionView(
        database,
        isOwner,
        policy,
        tenantClass,
        neon,
        working || ProjectMaking.mayTurnUp(database, clock.instant()),
        failure);
  }
}
