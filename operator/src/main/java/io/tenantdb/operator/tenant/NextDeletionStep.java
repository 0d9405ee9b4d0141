package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;
import java.util.Optional;

/**
 * What happens to a store's database when its TenantDatabase is deleted: a pure function of what
 * was seen. Only what this installation can prove to be its own is ever deleted.
 */
final class NextDeletionStep {
  private static final Duration NEON_RECHECK = Duration.ofSeconds(3);
  private static final Duration BLOCKED_RECHECK = Duration.ofSeconds(30);

  private final OwnerMark mark;

  NextDeletionStep(OwnerMark mark) {
    this.mark = mark;
  }

  /** What to do. */
  sealed interface DeletionStep {
    /** Let the resource go. */
    record Release(String reason, String message) implements DeletionStep {}

    /** Keep the resource for now. */
    record Wait(Standing standing, Recheck recheck) implements DeletionStep {}

    /** Delete the branch. */
    record DeleteBranch(TenantDatabaseClass tenantClass, Branch branch) implements DeletionStep {}

    /** Write down that the store's own project, which was seen, is about to be deleted. */
    record RequestProjectDeletion() implements DeletionStep {}

    /** Delete the store's own project. */
    record DeleteProject(TenantDatabaseClass tenantClass, String projectId)
        implements DeletionStep {}
  }

  DeletionStep decide(DeletionView view) {
    if (!view.isOwner()) {
      return new DeletionStep.Release(
          "NothingDeleted", "The organization belongs to another TenantDatabase.");
    }
    // A resource without a place has made nothing. One whose status was lost leaves its branch
    // behind, which loses less than taking a database that an earlier resource was to retain.
    if (!view.hasPlace()) {
      return new DeletionStep.Release("NothingDeleted", "This resource had created nothing.");
    }
    if (view.policy() == DeletionPolicy.Retain) {
      return new DeletionStep.Release(
          "Retained", "The database stays at Neon, as the deletion policy Retain says.");
    }
    TenantDatabaseClass tenantClass = view.tenantClass();
    if (tenantClass == null) {
      return blocked(
          "The class is gone, and with it the way to the Neon account. Make it again, or set"
              + " spec.deletionPolicy to Retain to let this resource go and keep the database.");
    }
    return switch (view.neon()) {
      case NeonView.NotNow(Recheck recheck) ->
          new DeletionStep.Wait(
              Standing.notYet(
                  ConditionType.BranchReady,
                  Reason.Deleting,
                  "Waiting for room in the request budget."),
              recheck);
      case NeonView.CouldNotLook failed ->
          new DeletionStep.Wait(
              Standing.unknown(
                  ConditionType.BranchReady,
                  Reason.DeletionBlocked,
                  failed.standing().message()
                      + " Until then the database is kept; set spec.deletionPolicy to Retain to let"
                      + " this resource go without deleting it."),
              failed.recheck());
      case NeonView.NotAsked none ->
          new DeletionStep.Release("NothingDeleted", "Nothing had been created.");
      case NeonView.Seen seen -> decide(view, tenantClass, seen.branch());
    };
  }

  private DeletionStep decide(
      DeletionView view, TenantDatabaseClass tenantClass, Optional<Branch> branch) {
    if (view.working()) {
      return new DeletionStep.Wait(
          Standing.notYet(
              ConditionType.BranchReady, Reason.Deleting, "Neon is carrying out the last change."),
          new Recheck.After(NEON_RECHECK));
    }
    if (view.failure().isPresent()) {
      return new DeletionStep.Wait(
          Standing.notYet(
              ConditionType.BranchReady,
              Reason.DeletionBlocked,
              "Neon failed to carry out the last change: " + view.failure().get()),
          new Recheck.Backoff());
    }
    if (branch.isEmpty()) {
      return absent(view);
    }
    String known = view.knownBranch();
    boolean another = known != null && !known.equals(branch.get().id());
    if (another || !mark.provesStore(branch.get(), view.organizationId())) {
      return new DeletionStep.Release(
          "NothingDeleted",
          "Branch %s was not made by this installation for this store; it is left alone."
              .formatted(branch.get().id()));
    }
    if (!view.hasOwnProject()) {
      return new DeletionStep.DeleteBranch(tenantClass, branch.get());
    }
    if (!branch.get().isDefault()) {
      return blocked(
          "The store's branch is not the default branch of project %s, which may hold more than this store; delete it at Neon."
              .formatted(branch.get().projectId()));
    }
    return view.isProjectDeletionRequested()
        ? new DeletionStep.DeleteProject(tenantClass, branch.get().projectId())
        : new DeletionStep.RequestProjectDeletion();
  }

  /** Neon says of a project that the key may not see the same as of one that is gone. */
  private static DeletionStep absent(DeletionView view) {
    boolean mayBeHidden =
        view.hasOwnProject() && view.knownBranch() != null && !view.isProjectDeletionRequested();
    return mayBeHidden
        ? blocked(
            "Neon has no such project, or the API key may not see it, and this operator did not"
                + " delete it. Correct the key, or set spec.deletionPolicy to Retain to let this"
                + " resource go.")
        : new DeletionStep.Release("Deleted", "The database is gone from Neon.");
  }

  private static DeletionStep blocked(String message) {
    return new DeletionStep.Wait(
        Standing.notYet(ConditionType.BranchReady, Reason.DeletionBlocked, message),
        new Recheck.After(BLOCKED_RECHECK));
  }
}
