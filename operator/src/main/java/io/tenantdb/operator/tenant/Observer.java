package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gathers what a pass has to know, and no more: a settled store costs no call. */
final class Observer {
  private static final Duration PERSON_RECHECK = Duration.ofMinutes(5);

  /** How old a list of a project's branches may be; our own changes are folded in at once. */
  static final Duration VIEW_AGE = Duration.ofMinutes(5);

  private final Fleet fleet;
  private final Claims claims;
  private final SchemaCatalog schemas;
  private final StoreDatabases databases;
  private final ConnectionSecrets secrets;
  private final Accounts accounts;
  private final ProjectViews views;
  private final ProjectChanges changes;
  private final Adoption adoption;
  private final Doubts doubts;
  private final CredentialsReview review;

  Observer(Doors doors, Doubts doubts) {
    this.doubts = doubts;
    review = new CredentialsReview(doors, doubts);
    fleet = doors.fleet();
    claims = new Claims(fleet);
    schemas = doors.schemas();
    databases = doors.databases();
    secrets = doors.secrets();
    accounts = doors.accounts();
    views = doors.views();
    changes = doors.changes();
    adoption = new Adoption(doors.clock());
  }

  Observation observe(TenantDatabase database) {
    Optional<TenantDatabase> otherOwner = claims.otherOwner(database);
    ClassView tenantClass = classOf(database);
    Optional<StoreTerms> terms =
        tenantClass instanceof ClassView.Found found
            ? Optional.of(found.terms())
            : Optional.empty();
    Optional<String> target = terms.flatMap(t -> schemaTarget(database, t));
    Optional<PublishedSecret> secret = secretOf(database);
    Optional<String> publishedBranch = secret.map(PublishedSecret::branchId);
    NeonView neon = new NeonView.NotAsked();
    // Who can't be looked at now stays doubted.
    if (otherOwner.isEmpty() && tenantClass instanceof ClassView.Found found) {
      boolean areCredentialsDoubted = review.takeDoubt(database);
      boolean isDoubted = doubts.take(database.getMetadata().getUid()) || areCredentialsDoubted;
      if (isDoubted || !Settled.isSettled(database, found.terms(), target, secret)) {
        neon = look(database, found.tenantClass(), ConditionType.BranchReady);
      }
      if (areCredentialsDoubted && secret.isPresent()) {
        CredentialsReview.Reviewed reviewed = review.of(database, found, neon, secret.get());
        neon = reviewed.neon();
        secret = reviewed.secret();
      }
    }
    Optional<String> project = projectOf(database);
    Waiter waiter = Waiter.of(database);
    return new Observation(
        database,
        otherOwner,
        tenantClass,
        target,
        databases.applicationRole(),
        neon,
        secret,
        publishedBranch,
        project.map(id -> changes.isWorking(id, waiter)).orElse(false),
        project.flatMap(id -> changes.takeFailure(id, waiter)));
  }

  /** Whether the store needs nothing, by what the cluster says. */
  boolean isSettled(TenantDatabase database) {
    return foundClassOf(database)
        .map(
            found ->
                Settled.isSettled(
                    database,
                    found.terms(),
                    schemaTarget(database, found.terms()),
                    secretOf(database)))
        .orElse(false);
  }

  /** The Secret as published; empty when it is not there, not ours, or not whole. */
  Optional<PublishedSecret> secretOf(TenantDatabase database) {
    return secrets.find(database, StoreTerms.secretName(database));
  }

  /** The class of a store if there is one. */
  Optional<ClassView.Found> foundClassOf(TenantDatabase database) {
    return classOf(database) instanceof ClassView.Found found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** What Neon has of the store, whether or not it is settled. */
  NeonView look(TenantDatabase database, TenantDatabaseClass tenantClass, ConditionType stage) {
    NeonLocation location = locationOf(database);
    if (location.branchName() == null && location.projectName() == null) {
      return new NeonView.NotAsked();
    }
    try {
      NeonApi api = accounts.account(tenantClass).at(Priority.INTERACTIVE);
      // By how this store was placed: a class can be made again with another isolation.
      return location.projectName() != null
          ? lookForProject(api, database, location)
          : lookForBranch(api, String.valueOf(location.projectId()), database);
    } catch (NeonException e) {
      return NeonView.missed(stage, e);
    } catch (ClassSecretException e) {
      return NeonView.missed(stage, e);
    }
  }

  /** The class of a store: the one it was placed by, the one it names, or the default. */
  ClassView classOf(TenantDatabase database) {
    String placedBy = database.getStatus() == null ? null : database.getStatus().className();
    String named = placedBy == null ? database.getSpec().className() : placedBy;
    Optional<TenantDatabaseClass> tenantClass =
        named == null ? fleet.defaultClass() : fleet.tenantClass(named);
    if (tenantClass.isPresent()) {
      return new ClassView.Found(tenantClass.get(), StoreTerms.of(database, tenantClass.get()));
    }
    return named == null ? new ClassView.NoDefault() : new ClassView.Missing(named);
  }

  private NeonView.Seen lookForBranch(NeonApi api, String projectId, TenantDatabase database) {
    ProjectView view = views.view(projectId, api, VIEW_AGE);
    Whereabouts whereabouts = whereaboutsOf(database);
    Optional<Branch> listed = whereabouts.in(view);
    Optional<Branch> branch =
        // What a status names is never replaced, so it must be there when it is written.
        listed.filter(b -> b.state().equals("ready") && !adoption.isOf(b, database)).isPresent()
            ? listed
            : askFor(api, projectId, listed.map(Branch::id).or(whereabouts::knownId));
    if (listed.isPresent() && branch.isEmpty()) {
      views.stale(projectId);
    }
    return new NeonView.Seen(
        Optional.of(projectId), branch, branch.flatMap(b -> view.endpointOf(b.id())));
  }

  /** A list may be old, or cut off: of one branch Neon knows better when it is asked for it. */
  private Optional<Branch> askFor(NeonApi api, String projectId, Optional<String> branchId) {
    Optional<Branch> branch = branchId.flatMap(id -> api.branch(projectId, id));
    branch.ifPresent(b -> views.changed(projectId, b));
    return branch;
  }

  private NeonView lookForProject(NeonApi api, TenantDatabase database, NeonLocation location) {
    String name = String.valueOf(location.projectName());
    List<String> ids =
        location.projectId() != null
            ? api.project(location.projectId()).map(Project::id).stream().toList()
            : projectsNamed(api, name);
    if (ids.size() > 1) {
      return severalProjects(name, ids);
    }
    return ids.stream()
        .findFirst()
        .map(id -> lookIntoProject(api, id, database))
        .orElseGet(() -> new NeonView.Seen(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** A project has a branch from its first moment; a list that shows none is no view to keep. */
  private NeonView.Seen lookIntoProject(NeonApi api, String projectId, TenantDatabase database) {
    NeonView.Seen seen = lookForBranch(api, projectId, database);
    if (seen.branch().isEmpty()) {
      views.stale(projectId);
    }
    return seen;
  }

  private static List<String> projectsNamed(NeonApi api, String name) {
    return api.findProjects(name).stream()
        .filter(project -> project.name().equals(name))
        .map(Project::id)
        .toList();
  }

  private static NeonView severalProjects(String name, List<String> ids) {
    return new NeonView.CouldNotLook(
        Standing.notYet(
            ConditionType.BranchReady,
            Reason.BranchNotOurs,
            "Several Neon projects are named %s: %s. A person must rename or delete all but the store's own."
                .formatted(name, String.join(", ", ids))),
        new Recheck.After(PERSON_RECHECK));
  }

  private Whereabouts whereaboutsOf(TenantDatabase database) {
    NeonLocation location = locationOf(database);
    return new Whereabouts(
        location.branchId() != null
            ? location.branchId()
            : secretOf(database).map(PublishedSecret::branchId).orElse(null),
        location.branchName());
  }

  private Optional<String> schemaTarget(TenantDatabase database, StoreTerms terms) {
    SchemaRef applied = database.getStatus() == null ? null : database.getStatus().schema();
    String current = applied == null ? null : applied.version();
    if (applied == null || current == null) {
      return schemas.target(terms.schemaName(), terms.schemaPin());
    }
    if (!terms.schemaName().equals(applied.name())) {
      return Optional.empty();
    }
    // A store that is in use moves on by a rollout or a pin, never by the operator's new release,
    // and never back.
    return terms.schemaPin() == null
        ? Optional.of(current)
        : schemas
            .target(terms.schemaName(), terms.schemaPin())
            .map(pinned -> schemas.compare(pinned, current) > 0 ? pinned : current);
  }

  private static Optional<String> projectOf(TenantDatabase database) {
    return Optional.ofNullable(locationOf(database).projectId());
  }

  private static NeonLocation locationOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.neon())
        .orElse(NeonLocation.nowhere());
  }
}
