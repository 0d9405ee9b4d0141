package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
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
import io.tenantdb.operator.neon.Waiter;
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
  private final DeletionReport report;
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
    report = new DeletionReport(doors);
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
          Optional.of(report.waiting(database, wait.standing(), wait.recheck()));
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
    return report.waiting(
        view.database(),
        Standing.notYet(
            ConditionType.BranchReady,
            Reason.Deleting,
            "Making sure that no branch of this store was just being made."),
        new Recheck.After(wait));
  }

  /** Intent before effect: what is under way must not be held when the operator starts again. */
  private PassResult allow(TenantDatabase database) {
    StatusDraft draft = DeletionReport.draft(database);
    if (gate.isWanted(database)) {
      draft.intents = gate.allowed(draft.intents);
    }
    return report.deleting(database, draft, new Recheck.After(WRITTEN));
  }

  /** Neon says of a deleted project the same as of a hidden one: remember that it was us. */
  private PassResult requestProjectDeletion(TenantDatabase database) {
    StatusDraft draft = DeletionReport.draft(database);
    draft.intents =
        draft.intents.withProjectDeletionRequested(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return report.deleting(database, draft, new Recheck.After(WRITTEN));
  }

  /** A store deleted while it was made: its branch is watched by its id until it is gone. */
  private PassResult writeDown(TenantDatabase database, Branch branch) {
    StatusDraft draft = DeletionReport.draft(database);
    draft.neon = draft.neon.withIds(branch.projectId(), branch.id(), draft.neon.endpointId());
    return report.deleting(database, draft, new Recheck.After(WRITTEN));
  }

  private Optional<PassResult> releaseWhenDone(DeletionView view, DeletionStep.Release release) {
    try {
      if (others.mayBringBack(view)) {
        view.projectId().ifPresent(views::stale);
        return Optional.of(report.deleting(view.database(), new Recheck.After(NEON_AT_WORK)));
      }
    } catch (NeonException e) {
      return Optional.of(report.missed(view.database(), e));
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
    return Outcome.of(attempt, ConditionType.BranchReady, Reason.Deleting, DeletionReport.DELETING);
  }

  private Outcome.Stands deleteProject(DeletionStep.DeleteProject step) {
    accounts.account(step.tenantClass()).at(Priority.NORMAL).deleteProject(step.projectId());
    views.stale(step.projectId());
    return Outcome.next(ConditionType.BranchReady, Reason.Deleting, DeletionReport.DELETING);
  }

  private PassResult tryTo(TenantDatabase database, Supplier<Outcome.Stands> deletion) {
    try {
      Outcome.Stands outcome = deletion.get();
      return report.waiting(database, outcome.standing(), outcome.recheck());
    } catch (NeonException e) {
      return report.missed(database, e);
    } catch (ClassSecretException e) {
      return report.blocked(database, String.valueOf(e.getMessage()), new Recheck.Backoff());
    }
  }
}
