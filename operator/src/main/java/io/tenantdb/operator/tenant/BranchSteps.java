package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.ProjectTerms;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.fleet.Placement;
import io.tenantdb.operator.fleet.Region;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps that make and change a store's branch and endpoint. */
final class BranchSteps {
  private static final int DEFAULT_PG_VERSION = 17;
  private static final Duration TEMPLATE_RECHECK = Duration.ofSeconds(10);
  private static final Duration JUST_ASKED_FOR = Duration.ofSeconds(10);

  private final Accounts accounts;
  private final ProjectViews views;
  private final ProjectChanges changes;
  private final OwnerMark mark;
  private final TemplateNews templates;
  private final ProjectMaking making;
  private final ArrivalOrder arrivals;
  private final Clock clock;

  BranchSteps(Doors doors, ArrivalOrder arrivals) {
    accounts = doors.accounts();
    views = doors.views();
    changes = doors.changes();
    mark = doors.mark();
    templates = doors.templates();
    making = new ProjectMaking(doors.clock());
    this.arrivals = arrivals;
    clock = doors.clock();
  }

  /**
   * The project that has the store's branch already. A new status does not mean a new store: the
   * old one may be lost, or the database was kept when an earlier resource was deleted.
   */
  Optional<ProjectPlace> homeOf(Step.Place step, Whereabouts store) {
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
    String organizationId = step.terms().organizationId();
    return step.tenantClass().getSpec().projects().stream()
        .filter(
            place ->
                store
                    .in(views.view(place.id(), api, Observer.VIEW_AGE))
                    .filter(branch -> mark.provesStore(branch, organizationId))
                    .isPresent())
        .findFirst();
  }

  Outcome createBranch(Step.CreateBranch step, TenantDatabase database) {
    Optional<String> template = Placement.templateOf(step.projectId(), step.tenantClass());
    if (template.isEmpty()) {
      return templateNotReady(
          "The template branch of project %s is not ready; see TenantDatabaseClass %s."
              .formatted(step.projectId(), step.terms().className()));
    }
    NewBranch branch =
        new NewBranch(
            step.branchName(),
            template.get(),
            awake(step.terms()),
            mark.ofStore(step.terms().organizationId()));
    try {
      return createBranch(step, branch, database);
    } catch (NeonException.NotFound e) {
      views.stale(step.projectId());
      templates.gone(step.tenantClass());
      return templateNotReady(
          "Neon has no branch %s in project %s any more: %s. The template is looked for and made again."
              .formatted(template.get(), step.projectId(), e.getMessage()));
    }
  }

  private Outcome createBranch(Step.CreateBranch step, NewBranch branch, TenantDatabase database) {
    Priority priority = urgency(database);
    NeonApi api = accounts.account(step.tenantClass()).at(priority);
    Attempt attempt =
        changes.begin(
            step.projectId(),
            api,
            Waiter.of(database),
            priority,
            arrivals.of(database),
            () -> {
              CreatedBranch created = api.createBranch(step.projectId(), branch);
              views.created(created);
              return created.operations();
            });
    return Outcome.of(
        attempt,
        ConditionType.BranchReady,
        Reason.Creating,
        beingMade(step.branchName(), step.projectId()));
  }

  /** Somebody waits for what was just asked for; one of many that are made for long gives way. */
  private Priority urgency(TenantDatabase database) {
    return arrivals.of(database).plus(JUST_ASKED_FOR).isAfter(clock.instant())
        ? Priority.INTERACTIVE
        : Priority.BEGINNING;
  }

  /** What is said from the choice of the place until the branch is there. */
  static String beingMade(@Nullable String branchName, String projectId) {
    return "Branch %s is made as soon as it is its turn in project %s."
        .formatted(branchName, projectId);
  }

  private static Outcome templateNotReady(String message) {
    return new Outcome.Stands(
        Standing.notYet(ConditionType.BranchReady, Reason.TemplateNotReady, message),
        new Recheck.After(TEMPLATE_RECHECK));
  }

  Outcome createProject(Step.CreateProject step, TenantDatabase database, StatusDraft draft) {
    Optional<Outcome> first = making.beforeAsking(database, draft);
    if (first.isPresent()) {
      return first.get();
    }
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
    CreatedProject project = making.ask(database, () -> api.createProject(newProject(step)));
    String projectId = project.project().id();
    views.stale(projectId);
    Attempt attempt =
        changes.attempt(
            projectId, api, Waiter.of(database), Priority.INTERACTIVE, project::operations);
    recordIds(draft, projectId, project.branch().id(), project.endpoints());
    return Outcome.of(
        attempt, ConditionType.BranchReady, Reason.Creating, "Project " + projectId + ".");
  }

  Outcome renameBranch(Step.RenameBranch step, TenantDatabase database) {
    String projectId = step.branch().projectId();
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.NORMAL);
    Attempt attempt =
        changes.attempt(
            projectId,
            api,
            Waiter.of(database),
            Priority.NORMAL,
            () -> api.renameBranch(projectId, step.branch().id(), step.branchName()));
    views.stale(projectId);
    return Outcome.of(
        attempt,
        ConditionType.BranchReady,
        Reason.Applying,
        "Branch %s, which was renamed to %s, gets its name %s back."
            .formatted(step.branch().id(), step.branch().name(), step.branchName()));
  }

  Outcome createEndpoint(Step.CreateEndpoint step, TenantDatabase database) {
    String projectId = step.branch().projectId();
    NeonApi api = accounts.account(step.tenantClass()).at(Priority.INTERACTIVE);
    Attempt attempt =
        changes.attempt(
            projectId,
            api,
            Waiter.of(database),
            Priority.INTERACTIVE,
            () -> api.createEndpoint(projectId, step.branch().id(), step.settings()));
    views.stale(projectId);
    return Outcome.of(
        attempt,
        ConditionType.BranchReady,
        Reason.Applying,
        "An endpoint for branch " + step.branch().id() + ".");
  }

  Outcome updateEndpoint(Step.UpdateEndpoint step, TenantDatabase database) {
    Endpoint endpoint = step.endpoint();
    Priority priority =
        endpoint.disabled() && !step.settings().disabled() ? Priority.INTERACTIVE : Priority.NORMAL;
    NeonApi api = accounts.account(step.tenantClass()).at(priority);
    Attempt attempt =
        changes.attempt(
            endpoint.projectId(),
            api,
            Waiter.of(database),
            priority,
            () -> {
              List<Operation> operations =
                  api.updateEndpoint(endpoint.projectId(), endpoint.id(), step.settings());
              views.changed(endpoint.projectId(), endpoint.withSettings(step.settings()));
              return operations;
            });
    return Outcome.of(
        attempt,
        ConditionType.BranchReady,
        Reason.Applying,
        "Settings of endpoint " + endpoint.id() + ".");
  }

  private static void recordIds(
      StatusDraft draft, String projectId, String branchId, List<Endpoint> endpoints) {
    String endpointId = endpoints.stream().map(Endpoint::id).findFirst().orElse(null);
    draft.neon = draft.neon.withIds(projectId, branchId, endpointId);
  }

  private NewProject newProject(Step.CreateProject step) {
    TenantDatabaseClassSpec spec = step.tenantClass().getSpec();
    Optional<ProjectTerms> terms = Optional.ofNullable(spec.projectTerms());
    Integer history = terms.map(ProjectTerms::historyRetentionSeconds).orElse(null);
    return new NewProject(
        step.projectName(),
        Region.neonName(step.terms().region()),
        terms.map(ProjectTerms::pgVersion).orElse(DEFAULT_PG_VERSION),
        spec.neon().organizationId(),
        step.terms().databaseName(),
        step.terms().ownerRole(),
        history == null ? null : history.longValue(),
        awake(step.terms()),
        mark.ofStore(step.terms().organizationId()));
  }

  /** A store is made awake, even one that is to be suspended: its schema has to be checked. */
  private static EndpointSettings awake(StoreTerms terms) {
    return StoreTerms.endpointSettings(terms.compute(), false);
  }
}
