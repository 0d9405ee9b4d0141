package io.tenantdb.operator.neon;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Database;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Role;
import io.tenantdb.neon.Secret;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A Neon account in memory. Every call is counted, and can be made to fail. */
public final class FakeNeonApi extends FakeNeonProjects implements NeonApi {
  private final FakeCalls calls = new FakeCalls();
  private final Set<Priority> priorities = EnumSet.noneOf(Priority.class);
  private boolean hidesProjects;

  public FakeNeonApi(Clock clock) {
    super(clock);
  }

  /** What was called, and what goes wrong with the next calls. */
  public FakeCalls calls() {
    return calls;
  }

  /** Whether the list of projects lags behind, and shows none. */
  public void hideProjects(boolean value) {
    hidesProjects = value;
  }

  /** How urgent the calls were that somebody was about to make. */
  public Set<Priority> priorities() {
    return priorities;
  }

  @Override
  public NeonApi at(Priority priority) {
    priorities.add(priority);
    return this;
  }

  @Override
  public String checkKey() {
    return calls.read("checkKey", () -> "account");
  }

  @Override
  public List<Project> findProjects(String search) {
    return calls.read(
        "findProjects",
        () ->
            everyProject().stream()
                .filter(p -> !hidesProjects && p.name().contains(search))
                .toList());
  }

  @Override
  public Optional<Project> project(String projectId) {
    return calls.read(
        "project", () -> Optional.ofNullable(projects.get(projectId)).map(p -> p.project));
  }

  @Override
  public CreatedProject createProject(NewProject wanted) {
    return calls.change("createProject", () -> create(wanted));
  }

  @Override
  public boolean deleteProject(String projectId) {
    return calls.change("deleteProject", () -> projects.remove(projectId) != null);
  }

  @Override
  public List<Branch> branches(String projectId) {
    return calls.read("branches", () -> List.copyOf(find(projectId).branches.values()));
  }

  @Override
  public Optional<Branch> branch(String projectId, String branchId) {
    return calls.read("branch", () -> Optional.ofNullable(find(projectId).branches.get(branchId)));
  }

  @Override
  public CreatedBranch createBranch(String projectId, NewBranch branch) {
    return calls.change("createBranch", () -> create(unlocked(projectId), branch));
  }

  @Override
  public List<Operation> renameBranch(String projectId, String branchId, String name) {
    return calls.change(
        "renameBranch",
        () -> {
          unlocked(projectId).branch(branchId);
          rename(projectId, branchId, name);
          return List.of();
        });
  }

  @Override
  public List<Operation> protectBranch(String projectId, String branchId, boolean isProtected) {
    return calls.change(
        "protectBranch",
        () -> {
          FakeProject project = unlocked(projectId);
          Branch branch = project.branch(branchId);
          project.branches.put(branchId, FakeProject.withProtection(branch, isProtected));
          return List.of();
        });
  }

  @Override
  public List<Operation> deleteBranch(String projectId, String branchId) {
    return calls.change(
        "deleteBranch",
        () -> {
          FakeProject project = unlocked(projectId);
          removeBranch(projectId, branchId);
          return project.start("delete_timeline", branchId, clock.instant());
        });
  }

  @Override
  public List<Endpoint> endpoints(String projectId) {
    return calls.read("endpoints", () -> List.copyOf(find(projectId).endpoints.values()));
  }

  @Override
  public List<Operation> createEndpoint(
      String projectId, String branchId, EndpointSettings settings) {
    return calls.change(
        "createEndpoint",
        () -> {
          FakeProject project = unlocked(projectId);
          project.addEndpoint(branchId, settings);
          return project.start("start_compute", branchId, clock.instant());
        });
  }

  @Override
  public List<Operation> updateEndpoint(
      String projectId, String endpointId, EndpointSettings settings) {
    return calls.change(
        "updateEndpoint",
        () -> {
          FakeProject project = unlocked(projectId);
          Endpoint endpoint = Objects.requireNonNull(project.endpoints.get(endpointId));
          project.endpoints.put(endpointId, endpoint.withSettings(settings));
          return project.start("apply_config", endpoint.branchId(), clock.instant());
        });
  }

  @Override
  public List<Operation> suspendEndpoint(String projectId, String endpointId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Operation> recentOperations(String projectId, int limit) {
    return calls.read(
        "recentOperations", () -> find(projectId).operations.stream().limit(limit).toList());
  }

  @Override
  public Optional<Operation> operation(String projectId, String operationId) {
    return calls.read(
        "operation",
        () ->
            find(projectId).operations.stream()
                .filter(operation -> operation.id().equals(operationId))
                .findFirst());
  }

  @Override
  public List<Role> roles(String projectId, String branchId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResetPassword resetPassword(String projectId, String branchId, String roleName) {
    return calls.change(
        "resetPassword",
        () -> {
          FakeProject project = unlocked(projectId);
          String password = passwordAfterReset(project.database(branchId), roleName);
          if (project.database(branchId).passwords().replace(roleName, password) == null) {
            throw new NeonException.NotFound("404: no role " + roleName);
          }
          return new ResetPassword(
              roleName,
              new Secret(password),
              project.start("apply_config", branchId, clock.instant()));
        });
  }

  @Override
  public Optional<Secret> password(String projectId, String branchId, String roleName) {
    return calls.read(
        "password",
        () ->
            Optional.ofNullable(find(projectId).database(branchId).passwords().get(roleName))
                .map(Secret::new));
  }

  @Override
  public List<Database> databases(String projectId, String branchId) {
    return calls.read("databases", () -> List.of(new Database(branchId, "neondb", "neondb_owner")));
  }

  @Override
  public Secret connectionUri(
      String projectId, String branchId, String databaseName, String roleName, boolean pooled) {
    return calls.read(
        "connectionUri",
        () -> {
          String password = find(projectId).database(branchId).passwords().get(roleName);
          if (password == null) {
            throw new NeonException.NotFound("404: no role " + roleName);
          }
          String host = endpointOf(branchId).host();
          return new Secret(
              "postgresql://%s:%s@%s/%s?sslmode=require"
                  .formatted(
                      roleName,
                      password,
                      pooled ? host.replaceFirst("[.]", "-pooler.") : host,
                      databaseName));
        });
  }
}
