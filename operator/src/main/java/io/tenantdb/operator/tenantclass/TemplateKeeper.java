package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.tenantclass.TemplateResult.Finding;
import io.tenantdb.schema.SchemaException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps the template branch of a project: there, ours, protected, at the newest schema. */
final class TemplateKeeper {
  private static final Duration VIEW_AGE = Duration.ofMinutes(5);
  private static final Recheck SOON = new Recheck.After(Duration.ofSeconds(5));
  static final Recheck BY_A_PERSON = new Recheck.After(Duration.ofMinutes(5));
  private static final EndpointSettings SMALLEST =
      StoreTerms.endpointSettings(new Compute(null, null, null), false);

  private final ProjectViews views;
  private final ProjectChanges changes;
  private final TemplateMigration migration;
  private final String applicationRole;
  private final Refusals refusals;

  /** Templates whose role was given a password, whether or not Neon tells it afterwards. */
  private final Set<String> given = ConcurrentHashMap.newKeySet();

  private final OwnerMark mark;

  TemplateKeeper(
      ProjectViews views,
      ProjectChanges changes,
      StoreDatabases databases,
      OwnerMark mark,
      Clock clock) {
    this.views = views;
    this.changes = changes;
    migration = new TemplateMigration(databases);
    applicationRole = databases.applicationRole();
    refusals = new Refusals(clock);
    this.mark = mark;
  }

  /** One step towards what the template is to be. */
  TemplateResult keep(
      TenantDatabaseClass tenantClass, ProjectPlace place, TemplateTerms terms, NeonApi api) {
    Optional<ProjectStatus> before = ProjectReport.before(tenantClass, place.id());
    TemplateView view;
    try {
      view = look(tenantClass, place, terms, before, api);
    } catch (NeonException e) {
      return Troubles.saysNothing(e) && isOfUse(before, terms)
          ? notSeen(before.get(), e)
          : failed(before, place, e);
    }
    try {
      return perform(TemplateStep.decide(view, mark), view, tenantClass, api);
    } catch (NeonException e) {
      return failed(before, place, e);
    } catch (SchemaException e) {
      return TemplateResult.notYet(
          ProjectReport.failed(before, place.id(), "The template: " + e.getMessage()),
          new Recheck.Backoff());
    }
  }

  private static boolean isOfUse(Optional<ProjectStatus> before, TemplateTerms terms) {
    return before
        .map(status -> status.ready() && terms.version().equals(status.schemaVersion()))
        .orElse(false);
  }

  private static TemplateResult notSeen(ProjectStatus before, NeonException failure) {
    Recheck recheck = Troubles.recheck(failure);
    if (Troubles.isPause(failure)) {
      return new TemplateResult(before, Finding.PUT_OFF, recheck);
    }
    String message =
        "This is the last that is known. "
            + Troubles.standing(ConditionType.TemplatesReady, failure).message();
    return new TemplateResult(
        ProjectReport.failed(Optional.of(before), before.id(), message), Finding.NOT_SEEN, recheck);
  }

  private static TemplateResult failed(
      Optional<ProjectStatus> before, ProjectPlace place, NeonException failure) {
    if (failure instanceof NeonException.NotFound) {
      return TemplateResult.notYet(
          ProjectReport.failed(
              before,
              place.id(),
              "Neon has no such project, or the key may not see it: " + failure.getMessage()),
          new Recheck.Backoff());
    }
    return TemplateResult.notYet(
        ProjectReport.failed(
            before, place.id(), Troubles.standing(ConditionType.TemplatesReady, failure).message()),
        Troubles.recheck(failure));
  }

  private TemplateView look(
      TenantDatabaseClass tenantClass,
      ProjectPlace place,
      TemplateTerms terms,
      Optional<ProjectStatus> before,
      NeonApi api) {
    Waiter waiter = Waiter.of(tenantClass);
    ProjectView view = views.view(place.id(), api, VIEW_AGE);
    Optional<Branch> branch = view.branchNamed(terms.branchName());
    boolean working = changes.isWorking(place.id(), waiter);
    if (!working && branch.isPresent() && !branch.get().state().equals("ready")) {
      branch = api.branch(place.id(), branch.get().id());
      branch.ifPresent(b -> views.changed(place.id(), b));
    }
    return new TemplateView(
        place.id(),
        terms.branchName(),
        terms.schemaName(),
        terms.version(),
        terms.isProtected(),
        refusals.isDue(place.id()) ? before.map(ProjectReport::withoutRefusal) : before,
        branch,
        branch.flatMap(b -> view.endpointOf(b.id())),
        working,
        changes.takeFailure(place.id(), waiter));
  }

  private TemplateResult perform(
      TemplateStep step, TemplateView view, TenantDatabaseClass tenantClass, NeonApi api) {
    return switch (step) {
      case TemplateStep.Keep keep -> TemplateResult.done(ProjectReport.of(view, null, null));
      case TemplateStep.Wait wait ->
          TemplateResult.notYet(ProjectReport.of(view, null, wait.message()), SOON);
      case TemplateStep.Refuse refuse ->
          TemplateResult.notYet(ProjectReport.of(view, null, refuse.message()), BY_A_PERSON);
      case TemplateStep.Create create ->
          change(view, tenantClass, api, "Making the template branch.", () -> create(view, api));
      case TemplateStep.CreateEndpoint create ->
          change(
              view,
              tenantClass,
              api,
              "Making an endpoint for the template.",
              () -> createEndpoint(view, create.branch(), api));
      case TemplateStep.Migrate migrate ->
          migration.migrate(view, migrate.branch(), tenantClass, api);
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
    return TemplateResult.notYet(ProjectReport.of(view, null, message), SOON);
  }

  private List<Operation> create(TemplateView view, NeonApi api) {
    CreatedBranch created =
        api.createBranch(
            view.projectId(),
            new NewBranch(view.branchName(), null, SMALLEST, mark.ofTemplate(view.schemaName())));
    views.created(created);
    return created.operations();
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
