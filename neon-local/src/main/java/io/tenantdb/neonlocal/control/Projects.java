package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Annotation;
import io.tenantdb.neonlocal.model.Branch;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.ComputeSettings;
import io.tenantdb.neonlocal.model.Database;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Project;
import io.tenantdb.neonlocal.model.Role;
import io.tenantdb.neonlocal.postgres.ScramVerifier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Neon's rules for projects. */
public final class Projects {

  /** The one version neon-local has. */
  public static final int PG_VERSION = 18;

  private static final int NAME_LENGTH = 256;
  private static final int DAY_SECONDS = 86_400;
  private static final int MOST_RETENTION_SECONDS = 2_592_000;

  private final Store store;
  private final Lookup lookup;
  private final Operations operations;
  private final EndpointFactory endpoints;
  private final Ids ids;
  private final Clock clock;

  Projects(
      Store store,
      Lookup lookup,
      Operations operations,
      EndpointFactory endpoints,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.lookup = lookup;
    this.operations = operations;
    this.endpoints = endpoints;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a project with its first branch, role, database and compute. */
  public Made<BranchEntry> create(ProjectSpec spec, String regionId, String orgId) {
    return create(ids.project(), spec, regionId, orgId);
  }

  /** Makes a project with a given identifier. */
  public Made<BranchEntry> create(
      String projectId, ProjectSpec spec, String regionId, String orgId) {
    Instant now = clock.instant();
    Project project = project(projectId, spec, regionId, orgId, now);
    return store.locked(
        () -> {
          BranchEntry entry = firstBranch(project, spec, now);
          store.put(project);
          Made<BranchEntry> made =
              new Made<>(entry, operations.schedule(projectId, firstSteps(entry)));
          store.put(entry);
          return made;
        });
  }

  private static Project project(
      String id, ProjectSpec spec, String regionId, String orgId, Instant now) {
    Integer version = spec.pgVersion();
    if (version != null && version != PG_VERSION) {
      throw ApiException.badRequest(
          "pg_version " + version + " is not served: neon-local has PostgreSQL " + PG_VERSION);
    }
    return new Project(
        id,
        spec.name() == null ? id : Checks.length(spec.name(), "project.name", NAME_LENGTH),
        spec.regionId() == null ? regionId : spec.regionId(),
        PG_VERSION,
        orgId,
        spec.storePasswords() == null || spec.storePasswords(),
        retention(spec.historyRetentionSeconds(), DAY_SECONDS),
        defaults(spec.computeDefaults()),
        spec.settings(),
        now,
        now,
        null);
  }

  private static int retention(@Nullable Integer seconds, int fallback) {
    if (seconds == null) {
      return fallback;
    }
    if (seconds < 0 || seconds > MOST_RETENTION_SECONDS) {
      throw ApiException.badRequest(
          "history_retention_seconds must be from 0 to " + MOST_RETENTION_SECONDS);
    }
    return seconds;
  }

  private static ComputeSettings defaults(ComputeSettings settings) {
    Long timeout = settings.suspendTimeoutSeconds();
    if (timeout != null) {
      Checks.suspendTimeout(timeout);
    }
    return settings;
  }

  private BranchEntry firstBranch(Project project, ProjectSpec spec, Instant now) {
    String id = ids.branch();
    String password = ids.password();
    String verifier = ScramVerifier.of(password);
    String role = Checks.roleName(spec.roleName());
    String database = Checks.databaseName(spec.databaseName());
    Branch branch =
        new Branch(
            id,
            project.id(),
            null,
            null,
            null,
            Checks.length(spec.branchName(), "project.branch.name", NAME_LENGTH),
            Branch.INIT,
            Branch.READY,
            now,
            null,
            true,
            false,
            "parent-data",
            null,
            null,
            now,
            now);
    Endpoint endpoint = endpoints.create(project, id, EndpointSpec.readWrite());
    return new BranchEntry(
        branch,
        Annotation.ofBranch(id, spec.annotations(), now),
        List.of(endpoint),
        List.of(new Role(id, role, true, password, verifier, now, now)),
        List.of(new Database(ids.database(), id, database, role, now, now)),
        null,
        List.of(new Change.PutRole(role, verifier), new Change.PutDatabase(database, role)),
        false);
  }

  private static List<Step> firstSteps(BranchEntry entry) {
    String endpointId = entry.endpoints().getFirst().id();
    return List.of(
        Step.ofBranch(Action.CREATE_TIMELINE, entry.id()),
        Step.ofEndpoint(Action.START_COMPUTE, entry.id(), endpointId));
  }

  /** Changes what a request names. */
  public Project update(String projectId, ProjectSpec spec) {
    return store.locked(
        () -> {
          Project project = lookup.project(projectId);
          operations.requireNoneRunning(projectId);
          Project changed =
              project.with(
                  spec.name() == null
                      ? project.name()
                      : Checks.length(spec.name(), "project.name", NAME_LENGTH),
                  defaults(spec.computeDefaults()).orElse(project.defaultEndpointSettings()),
                  retention(spec.historyRetentionSeconds(), project.historyRetentionSeconds()),
                  spec.settings() == null ? project.settings() : spec.settings(),
                  clock.instant());
          store.put(changed);
          return changed;
        });
  }

  /** Deletes a project for now: it can be recovered for seven days. Its computes are suspended. */
  public Project delete(String projectId) {
    return store.locked(
        () -> {
          Project project = lookup.project(projectId);
          operations.requireNoneRunning(projectId);
          List<BranchEntry> branches = store.branchesOf(projectId);
          if (branches.stream().anyMatch(entry -> entry.branch().isProtected())) {
            throw ApiException.unprocessable(
                "", "cannot delete project that has protected branches");
          }
          Project deleted = project.withDeletedAt(clock.instant(), clock.instant());
          store.put(deleted);
          operations.launch(
              projectId,
              branches.stream()
                  .filter(entry -> entry.endpoint().isPresent())
                  .map(entry -> Step.ofBranch(Action.SUSPEND_COMPUTE, entry.id()))
                  .toList());
          return deleted;
        });
  }

  /** Takes a deletion back. */
  public Project recover(String projectId) {
    return store.locked(
        () -> {
          Project project =
              store.findProject(projectId).orElseThrow(() -> ApiException.notFound("project"));
          if (!project.isDeleted()) {
            throw ApiException.unprocessable("", "project is not deleted");
          }
          Project recovered = project.withDeletedAt(null, clock.instant());
          store.put(recovered);
          return recovered;
        });
  }

  /** Forgets projects whose time for recovery is over. */
  void purge() {
    Instant now = clock.instant();
    for (Project project : store.projects()) {
      if (project.isDeleted()
          && Objects.requireNonNull(project.deletedAt()).plus(Project.RECOVERY).isBefore(now)) {
        store.branchesOf(project.id()).forEach(store::forget);
        store.forget(project);
      }
    }
  }
}
