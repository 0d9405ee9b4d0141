package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Placement;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.NextDeletionStep.DeletionStep;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One pass over a store that is being deleted: observe, decide, act once, report. */
final class DeletionPass {
  private static final String DELETING = "The database is being deleted.";

  /** Until the cache shows what was just written. */
  private static final Duration WRITTEN = Duration.ofMillis(250);

  private static final Duration NEON_AT_WORK = Duration.ofSeconds(3);

  private final OthersDeletions others;
  private final Absences absences;
  private final DeletionObserver observer;
  private final NextDeletionStep nextStep;
  private final Accounts accounts;
  private final ProjectViews views;
  private final ProjectChanges changes;
  private final Placement placement;
  private final Conditions conditions;
  private final Rechecks rechecks;
  private final EventRecorder events;
  private final StoreRegistry registry;
  private final DeletionGate gate;
  private final Clock clock;

  DeletionPass(
      Doors doors,
      Observer observer,
      Placement placement,
      StoreRegistry registry,
      TenantPass pass) {
    this.observer = new DeletionObserver(doors, observer);
    nextStep = new NextDeletionStep(doors.mark());
    accounts = doors.accounts();
    others = new OthersDeletions(accounts);
    views = doors.views();
    changes = doors.changes();
    this.placement = placement;
    conditions = new Conditions(Report.STAGES, doors.clock());
    rechecks = doors.rechecks();
    events = doors.events();
    this.registry = registry;
    gate = new DeletionGate(doors, pass);
    clock = doors.clock();
    absences = new Absences(clock);
  }

  /** What came of it: empty when the resource may go. */
  Optional<PassResult> run(TenantDatabase database) {
    Optional<PassResult> held = gate.hold(database);
    if (held.isPresent()) {
      return held;
    }
    DeletionView view = observer.observe(database);
    if (view.failure().isPresent()) {
      // Given up by our lane, and perhaps not by Neon.
      Optional.ofNullable(view.knownBranch()).ifPresent(others::forget);
    }
    if (deletes(view) && !DeletionGate.isAllowed(database)) {
      return Optional.of(allow(database));
    }
    return switch (nextStep.decide(view)) {
      case DeletionStep.Release release -> releaseWhenSure(view, release);
      case DeletionStep.Wait wait ->
          Optional.of(waiting(database, wait.standing(), wait.recheck()));
      case DeletionStep.DeleteBranch step when view.knownBranch() == null ->
          Optional.of(writeDown(database, step.branch()));
      case DeletionStep.DeleteBranch step ->
          Optional.of(tryTo(database, () -> deleteBranch(step, database)));
      case DeletionStep.RequestProjectDeletion step ->
          Optional.of(requestProjectDeletion(database));
      case DeletionStep.DeleteProject step ->
          Optional.of(tryTo(database, () -> deleteProject(step)));
    };
  }

  private static boolean deletes(DeletionView view) {
    return view.isOwner() && view.hasPlace() && view.policy() == DeletionPolicy.Delete;
  }

  private Optional<PassResult> releaseWhenSure(DeletionView view, DeletionStep.Release release) {
    Optional<Duration> wait = absences.waitFor(view);
    return wait.isPresent()
        ? Optional.of(makeSure(view, wait.get()))
        : releaseWhenDone(view, release);
  }

  private PassResult makeSure(DeletionView view, Duration wait) {
    view.projectId().ifPresent(views::stale);
    return waiting(
        view.database(),
        Standing.notYet(
            ConditionType.BranchReady,
            Reason.Deleting,
            "Making sure that no branch of this store was just being made."),
        new Recheck.After(wait));
  }

  /** Intent before effect: what is under way must not be held when the operator starts again. */
  private PassResult allow(TenantDatabase database) {
    StatusDraft draft = draft(database);
    if (gate.isWanted(database)) {
      draft.intents = gate.allowed(draft.intents);
    }
    return waiting(
        database,
        draft,
        Standing.notYet(ConditionType.BranchReady, Reason.Deleting, DELETING),
        new Recheck.After(WRITTEN));
  }

  /** Neon says of a deleted project the same as of a hidden one: remember that it was us. */
  private PassResult requestProjectDeletion(TenantDatabase database) {
    StatusDraft draft = draft(database);
    draft.intents =
        draft.intents.withProjectDeletionRequested(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return waiting(
        database,
        draft,
        Standing.notYet(ConditionType.BranchReady, Reason.Deleting, DELETING),
        new Recheck.After(WRITTEN));
  }

  /** A store deleted while it was made: its branch is watched by its id until it is gone. */
  private PassResult writeDown(TenantDatabase database, Branch branch) {
    StatusDraft draft = draft(database);
    draft.neon = draft.neon.withIds(branch.projectId(), branch.id(), draft.neon.endpointId());
    return waiting(
        database,
        draft,
        Standing.notYet(ConditionType.BranchReady, Reason.Deleting, DELETING),
        new Recheck.After(WRITTEN));
  }

  private Optional<PassResult> releaseWhenDone(DeletionView view, DeletionStep.Release release) {
    try {
      if (others.mayBringBack(view)) {
        view.projectId().ifPresent(views::stale);
        return Optional.of(
            waiting(
                view.database(),
                Standing.notYet(ConditionType.BranchReady, Reason.Deleting, DELETING),
                new Recheck.After(NEON_AT_WORK)));
      }
    } catch (NeonException e) {
      return Optional.of(missed(view.database(), e));
    }
    return release(view, release);
  }

  private Optional<PassResult> release(DeletionView view, DeletionStep.Release release) {
    TenantDatabase database = view.database();
    gate.letGo(database);
    events.normal(database, release.reason(), release.message());
    changes.forget(Waiter.of(database));
    placement.forget(database.getMetadata().getUid());
    rechecks.forget(database.getMetadata().getUid());
    absences.forget(database);
    Optional.ofNullable(view.knownBranch()).ifPresent(others::forget);
    if (view.isOwner()) {
      registry.remove(database);
    }
    return Optional.empty();
  }

  private Outcome.Stands deleteBranch(DeletionStep.DeleteBranch step, TenantDatabase database) {
    Branch branch = step.branch();
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.NORMAL);
    Attempt attempt =
        changes.attempt(
            branch.projectId(),
            api,
            Waiter.of(database),
            Priority.NORMAL,
            () -> {
              others.weDelete(branch.id());
              List<Operation> operations = api.deleteBranch(branch.projectId(), branch.id());
              views.deleted(branch.projectId(), branch.id());
              return operations;
            });
    return Outcome.of(attempt, ConditionType.BranchReady, Reason.Deleting, DELETING);
  }

  private Outcome.Stands deleteProject(DeletionStep.DeleteProject step) {
    accounts.account(step.tenantClass()).at(Priority.NORMAL).deleteProject(step.projectId());
    views.stale(step.projectId());
    return Outcome.next(ConditionType.BranchReady, Reason.Deleting, DELETING);
  }

  private PassResult tryTo(TenantDatabase database, Supplier<Outcome.Stands> deletion) {
    try {
      Outcome.Stands outcome = deletion.get();
      return waiting(database, outcome.standing(), outcome.recheck());
    } catch (NeonException e) {
      return missed(database, e);
    } catch (ClassSecretException e) {
      return blocked(database, String.valueOf(e.getMessage()), new Recheck.Backoff());
    }
  }

  private PassResult missed(TenantDatabase database, NeonException failure) {
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

  private PassResult blocked(TenantDatabase database, String why, Recheck recheck) {
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

  private PassResult waiting(TenantDatabase database, Standing standing, Recheck recheck) {
    return waiting(database, draft(database), standing, recheck);
  }

  private static StatusDraft draft(TenantDatabase database) {
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
