package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Troubles;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.tenantclass.TemplateResult.Finding;
import io.tenantdb.schema.SchemaException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** Keeps the template branch of a project: there, ours, protected, at the newest schema. */
final class TemplateKeeper {
  private static final Duration VIEW_AGE = Duration.ofMinutes(5);
  private static final Recheck SOON = new Recheck.After(Duration.ofSeconds(5));
  static final Recheck BY_A_PERSON = new Recheck.After(Duration.ofMinutes(5));

  private final ProjectViews views;
  private final ProjectChanges changes;
  private final TemplateMigration migration;
  private final TemplateChanges steps;
  private final Refusals refusals;
  private final OwnerMark mark;

  TemplateKeeper(
      ProjectViews views,
      ProjectChanges changes,
      StoreDatabases databases,
      OwnerMark mark,
      EventRecorder events,
      Clock clock) {
    this.views = views;
    this.changes = changes;
    migration = new TemplateMigration(databases);
    refusals = new Refusals(clock);
    steps =
        new TemplateChanges(views, changes, databases.applicationRole(), mark, refusals, events);
    this.mark = mark;
  }

  /** One step towards what the template is to be. */
  TemplateResult keep(
      TenantDatabaseClass tenantClass, ProjectPlace place, TemplateTerms terms, NeonApi api) {
    Optional<ProjectStatus> before = ProjectReport.before(tenantClass, place.id());
    TemplateView view;
    try {
      view = look(tenantClass, place, terms, api);
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

  /** Whether a pass over a class that is ready would change something in the project. */
  boolean hasDrifted(
      TenantDatabaseClass tenantClass, ProjectPlace place, TemplateTerms terms, ProjectView seen) {
    TemplateView view = view(tenantClass, place, terms, seen, false, Optional.empty());
    return !(TemplateStep.decide(view, mark) instanceof TemplateStep.Keep);
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
      TenantDatabaseClass tenantClass, ProjectPlace place, TemplateTerms terms, NeonApi api) {
    Waiter waiter = Waiter.of(tenantClass);
    ProjectView seen = views.view(place.id(), api, VIEW_AGE);
    TemplateView view =
        view(
            tenantClass,
            place,
            terms,
            seen,
            changes.isWorking(place.id(), waiter),
            changes.takeFailure(place.id(), waiter));
    return view.branch().filter(branch -> !branch.state().equals("ready")).isPresent()
            && !view.working()
        ? view.withBranch(branchNow(place.id(), view.branch().get().id(), api))
        : view;
  }

  private Optional<Branch> branchNow(String projectId, String branchId, NeonApi api) {
    Optional<Branch> branch = api.branch(projectId, branchId);
    branch.ifPresent(b -> views.changed(projectId, b));
    return branch;
  }

  private TemplateView view(
      TenantDatabaseClass tenantClass,
      ProjectPlace place,
      TemplateTerms terms,
      ProjectView seen,
      boolean working,
      Optional<String> failure) {
    Optional<ProjectStatus> before = ProjectReport.before(tenantClass, place.id());
    Optional<Branch> branch = seen.branchNamed(terms.branchName()).or(() -> renamed(terms, seen));
    return new TemplateView(
        place.id(),
        terms,
        ClassReport.isReadyAsAsked(tenantClass),
        refusals.isDue(place.id()) ? before.map(ProjectReport::withoutRefusal) : before,
        branch,
        branch.flatMap(b -> seen.endpointOf(b.id())),
        working,
        failure);
  }

  /** The template under a name that nobody asked for; with a new name in the spec, another one. */
  private Optional<Branch> renamed(TemplateTerms terms, ProjectView seen) {
    return seen.branches()
        .filter(branch -> mark.provesTemplate(branch, terms.schemaName(), terms.branchName()))
        .min(Comparator.comparing(Branch::createdAt));
  }

  private TemplateResult perform(
      TemplateStep step, TemplateView view, TenantDatabaseClass tenantClass, NeonApi api) {
    return switch (step) {
      case TemplateStep.Keep keep -> TemplateResult.done(ProjectReport.of(view, null, null));
      case TemplateStep.Wait wait ->
          TemplateResult.notYet(ProjectReport.of(view, null, wait.message()), SOON);
      case TemplateStep.Refuse refuse ->
          TemplateResult.notYet(ProjectReport.of(view, null, refuse.message()), BY_A_PERSON);
      case TemplateStep.Migrate migrate ->
          migration.migrate(view, migrate.branch(), tenantClass, api);
      case TemplateStep.Change change -> steps.carryOut(change, view, tenantClass, api);
    };
  }
}
