package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Compute;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.tenantclass.TemplateResult.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The steps that change a template branch at Neon. */
final class TemplateChanges {
  private static final Recheck SOON = new Recheck.After(Duration.ofSeconds(5));
  private static final EndpointSettings SMALLEST =
      StoreTerms.endpointSettings(new Compute(null, null, null), false);

  private final ProjectViews views;
  private final ProjectChanges changes;
  private final String applicationRole;
  private final OwnerMark mark;
  private final Refusals refusals;
  private final EventRecorder events;

  /** Templates whose role was given a password, whether or not Neon tells it afterwards. */
  private final Set<String> given = ConcurrentHashMap.newKeySet();

  TemplateChanges(
      ProjectViews views,
      ProjectChanges changes,
      String applicationRole,
      OwnerMark mark,
      Refusals refusals,
      EventRecorder events) {
    this.views = views;
    this.changes = changes;
    this.applicationRole = applicationRole;
    this.mark = mark;
    this.refusals = refusals;
    this.events = events;
  }

  TemplateResult carryOut(
      TemplateStep.Change step, TemplateView view, TenantDatabaseClass tenantClass, NeonApi api) {
    return switch (step) {
      case TemplateStep.Create create ->
          change(view, tenantClass, api, "Making the template branch.", () -> create(view, api));
      case TemplateStep.Rename rename ->
          change(
              view,
              tenantClass,
              api,
              "Template branch %s had been renamed to %s; it gets its name back."
                  .formatted(rename.branch().id(), rename.branch().name()),
              () -> rename(view, rename.branch(), api));
      case TemplateStep.CreateEndpoint create ->
          change(
              view,
              tenantClass,
              api,
              "Making an endpoint for the template.",
              () -> createEndpoint(view, create.branch(), api));
      case TemplateStep.Protect protect ->
          lacksPassword(view, protect, api)
              ? givePassword(view, protect, tenantClass, api)
              : protect(view, protect, tenantClass, api);
    };
  }

  private TemplateResult change(
      TemplateView view,
      TenantDatabaseClass tenantClass,
      NeonApi api,
      String doing,
      Supplier<List<Operation>> change) {
    Attempt attempt =
        changes.attempt(
            view.projectId(), api, Waiter.of(tenantClass), Priority.INTERACTIVE, change);
    String message =
        switch (attempt) {
          case Attempt.Sent sent -> doing;
          case Attempt.NotYet notYet -> doing + " " + notYet.why();
          case Attempt.Lost lost -> doing + " Neon's answer was lost; looking: " + lost.why();
        };
    if (view.isDrift() && attempt instanceof Attempt.Sent) {
      events.normal(
          tenantClass, "DriftCorrected", "Project %s: %s".formatted(view.projectId(), doing));
    }
    return new TemplateResult(
        ProjectReport.of(view, null, message),
        view.isDrift() ? Finding.MENDING : Finding.NOT_YET,
        SOON);
  }

  private List<Operation> create(TemplateView view, NeonApi api) {
    CreatedBranch created =
        api.createBranch(
            view.projectId(),
            new NewBranch(
                view.branchName(),
                null,
                SMALLEST,
                mark.ofTemplate(view.schemaName(), view.branchName())));
    views.created(created);
    return created.operations();
  }

  private List<Operation> rename(TemplateView view, Branch branch, NeonApi api) {
    List<Operation> operations = api.renameBranch(view.projectId(), branch.id(), view.branchName());
    views.stale(view.projectId());
    return operations;
  }

  private List<Operation> createEndpoint(TemplateView view, Branch branch, NeonApi api) {
    List<Operation> operations = api.createEndpoint(view.projectId(), branch.id(), SMALLEST);
    views.stale(view.projectId());
    return operations;
  }

  private boolean lacksPassword(TemplateView view, TemplateStep.Protect step, NeonApi api) {
    return step.isProtected()
        && !given.contains(step.branch().id())
        && api.password(view.projectId(), step.branch().id(), applicationRole).isEmpty();
  }

  /**
   * Copies of a protected branch get new passwords for the roles whose password Neon knows, and SQL
   * made this one without. A Neon that refuses this gives each store its password one by one.
   */
  private TemplateResult givePassword(
      TemplateView view, TemplateStep.Protect step, TenantDatabaseClass tenantClass, NeonApi api) {
    try {
      return change(
          view,
          tenantClass,
          api,
          "Giving the template's role %s a password.".formatted(applicationRole),
          () -> {
            List<Operation> operations =
                api.resetPassword(view.projectId(), step.branch().id(), applicationRole)
                    .operations();
            given.add(step.branch().id());
            return operations;
          });
    } catch (NeonException.Rejected | NeonException.NotFound e) {
      return protect(view, step, tenantClass, api);
    }
  }

  /** A plan without protected branches is no reason to refuse stores: theirs is a password each. */
  private TemplateResult protect(
      TemplateView view, TemplateStep.Protect step, TenantDatabaseClass tenantClass, NeonApi api) {
    try {
      String doing =
          step.isProtected()
              ? "Protecting the template branch."
              : "Taking the template branch's protection away.";
      return change(view, tenantClass, api, doing, () -> protect(view, step, api));
    } catch (NeonException.LimitReached | NeonException.Rejected | NeonException.KeyRejected e) {
      if (e instanceof NeonException.KeyRejected) {
        // A key that is wrong altogether says nothing of the plan; then this throws too.
        api.checkKey();
      }
      refusals.refused(view.projectId());
      return TemplateResult.done(
          ProjectReport.withoutProtection(view, "Not protected: " + e.getMessage()));
    }
  }

  private List<Operation> protect(TemplateView view, TemplateStep.Protect step, NeonApi api) {
    List<Operation> operations =
        api.protectBranch(view.projectId(), step.branch().id(), step.isProtected());
    views.stale(view.projectId());
    return operations;
  }
}
