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
import io.tenantdb.neon.Operation.Status;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Role;
import io.tenantdb.neon.Secret;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Neon account in memory. Names are unique in a project, a change is refused while an earlier one
 * runs, and operations end when the test says so. Every call is counted.
 */
public final class FakeNeonApi implements NeonApi {
  private final Clock clock;
  private final Map<String, FakeProject> projects = new LinkedHashMap<>();
  private final Set<String> passwords = new HashSet<>();
  private final FakeCalls calls = new FakeCalls();
  private int serial;

  public FakeNeonApi(Clock clock) {
    this.clock = clock;
  }

  /** What was called, and what goes wrong with the next calls. */
  public FakeCalls calls() {
    return calls;
  }

  /** A project with a default branch, as a person makes one in Neon's console. */
  public void addProject(String id, String regionId) {
    FakeProject project = project(id, id, regionId);
    Branch main =
        project.addBranch("main", null, Map.of(), databaseWith("neondb_owner"), clock.instant());
    project.addEndpoint(main.id(), new EndpointSettings(0.25, 1, 0, false));
    project.finish(Status.SUCCEEDED, null, clock.instant());
  }

  public void removeProject(String id) {
    projects.remove(id);
  }

  /** A branch that somebody else made. */
  public Branch addBranch(String projectId, String name, Map<String, String> annotations) {
    FakeProject project = find(projectId);
    Branch branch =
        project.addBranch(name, null, annotations, databaseWith("neondb_owner"), clock.instant());
    project.finish(Status.SUCCEEDED, null, clock.instant());
    return branch;
  }

  /** A branch of the template with an endpoint, made by another process of the operator. */
  public Branch addStoreBranch(String projectId, String name, Map<String, String> annotations) {
    FakeProject project = find(projectId);
    Branch template =
        project.branches.values().stream()
            .filter(branch -> branch.name().equals("tenant-template"))
            .findFirst()
            .orElseThrow();
    EndpointSettings settings = new EndpointSettings(0.25, 1, 0, false);
    Branch branch =
        create(project, new NewBranch(name, template.id(), settings, annotations)).branch();
    project.finish(Status.SUCCEEDED, null, clock.instant());
    return branch;
  }

  /** Somebody changes a branch behind our back. */
  public void putInState(String projectId, String branchId, String state) {
    find(projectId).branches.computeIfPresent(branchId, (id, b) -> FakeProject.inState(b, state));
  }

  /** Somebody deletes a branch behind our back. */
  public void removeBranch(String projectId, String branchId) {
    FakeProject project = find(projectId);
    project.branches.remove(branchId);
    project.endpoints.values().removeIf(endpoint -> endpoint.branchId().equals(branchId));
  }

  /** Everything that goes on in any project has been done. */
  public void finishOperations() {
    projects.values().forEach(p -> p.finish(Status.SUCCEEDED, null, clock.instant()));
  }

  /** Everything that goes on in any project ends with a failure. */
  public void failOperations(String error) {
    projects.values().forEach(p -> p.finish(Status.FAILED, error, clock.instant()));
  }

  /** Every password there ever was. */
  public Set<String> everyPassword() {
    return Set.copyOf(passwords);
  }

  public List<Project> everyProject() {
    return projects.values().stream().map(project -> project.project).toList();
  }

  public List<Branch> branchesNamed(String name) {
    return projects.values().stream()
        .flatMap(project -> project.branches.values().stream())
        .filter(branch -> branch.name().equals(name))
        .toList();
  }

  public Endpoint endpointOf(String branchId) {
    return projects.values().stream()
        .flatMap(project -> project.endpoints.values().stream())
        .filter(endpoint -> endpoint.branchId().equals(branchId))
        .findFirst()
        .orElseThrow();
  }

  /** The database behind a host name of ours. */
  public FakeDatabase databaseAt(String host) {
    Endpoint endpoint =
        projects.values().stream()
            .flatMap(project -> project.endpoints.values().stream())
            .filter(e -> host.replace("-pooler", "").equals(e.host()))
            .findFirst()
            .orElseThrow();
    return find(endpoint.projectId()).database(endpoint.branchId());
  }

  public boolean isPasswordOf(String role, String password, String host) {
    return password.equals(databaseAt(host).passwords().get(role));
  }

  /** Whether the compute behind a host name refuses connections. */
  public boolean isDisabledAt(String host) {
    return projects.values().stream()
        .flatMap(project -> project.endpoints.values().stream())
        .anyMatch(e -> host.replace("-pooler", "").equals(e.host()) && e.disabled());
  }

  /** A role as SQL makes it: Neon does not choose its password, but will know it. */
  public void addRole(FakeDatabase database, String role) {
    database.passwords().computeIfAbsent(role, name -> newPassword());
  }

  @Override
  public NeonApi at(Priority priority) {
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
        () -> everyProject().stream().filter(p -> p.name().contains(search)).toList());
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
          project.endpoints.computeIfPresent(endpointId, (id, e) -> e.withSettings(settings));
          return project.start("apply_config", null, clock.instant());
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
          String password = newPassword();
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
    throw new UnsupportedOperationException();
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

  private CreatedBranch create(FakeProject project, NewBranch wanted) {
    String parentId =
        wanted.parentId() != null
            ? wanted.parentId()
            : project.branches.values().stream()
                .filter(Branch::isDefault)
                .map(Branch::id)
                .findFirst()
                .orElseThrow();
    FakeDatabase copy = project.database(parentId).copy();
    if (project.branch(parentId).isProtected()) {
      copy.passwords().replaceAll((role, password) -> newPassword());
    }
    Branch branch =
        project.addBranch(wanted.name(), parentId, wanted.annotations(), copy, clock.instant());
    EndpointSettings settings = wanted.endpoint();
    List<Endpoint> endpoints =
        settings == null ? List.of() : List.of(project.addEndpoint(branch.id(), settings));
    return new CreatedBranch(
        branch, endpoints, project.start("create_branch", branch.id(), clock.instant()));
  }

  private CreatedProject create(NewProject wanted) {
    FakeProject project = project("own-project-" + ++serial, wanted.name(), wanted.regionId());
    Branch branch =
        project.addBranch(
            "main",
            null,
            wanted.branchAnnotations(),
            databaseWith(wanted.ownerRole()),
            clock.instant());
    return new CreatedProject(
        project.project,
        branch,
        List.of(project.addEndpoint(branch.id(), wanted.endpoint())),
        project.start("create_timeline", branch.id(), clock.instant()));
  }

  private FakeProject project(String id, String name, String regionId) {
    FakeProject project =
        new FakeProject(new Project(id, name, regionId, 17, 86_400, null, clock.instant()));
    projects.put(id, project);
    return project;
  }

  private FakeProject find(String projectId) {
    FakeProject project = projects.get(projectId);
    if (project == null) {
      throw new NeonException.NotFound("404: no project " + projectId);
    }
    return project;
  }

  private FakeProject unlocked(String projectId) {
    FakeProject project = find(projectId);
    project.requireUnlocked();
    return project;
  }

  private FakeDatabase databaseWith(String role) {
    FakeDatabase database = new FakeDatabase();
    addRole(database, role);
    return database;
  }

  private String newPassword() {
    String password = "npg_password%04d".formatted(++serial);
    passwords.add(password);
    return password;
  }
}
