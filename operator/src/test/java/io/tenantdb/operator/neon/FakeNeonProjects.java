package io.tenantdb.operator.neon;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation.Status;
import io.tenantdb.neon.Project;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The projects of a Neon account in memory, and what people and time do to them. Names are unique
 * in a project, a change is refused while an earlier one runs, and operations end when the test
 * says so.
 */
abstract class FakeNeonProjects {
  final Clock clock;
  final Map<String, FakeProject> projects = new LinkedHashMap<>();
  private final Set<String> passwords = new HashSet<>();
  private int serial;
  private boolean ignoresReset;

  FakeNeonProjects(Clock clock) {
    this.clock = clock;
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

  /** Somebody gives a branch another name behind our back. */
  public void rename(String projectId, String branchId, String name) {
    find(projectId).branches.computeIfPresent(branchId, (id, b) -> FakeProject.named(b, name));
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

  /** Somebody deletes the compute of a branch in the console. */
  public void removeEndpointOf(String branchId) {
    projects
        .values()
        .forEach(
            project -> project.endpoints.values().removeIf(e -> e.branchId().equals(branchId)));
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

  /** Somebody deletes a role of a branch in the console. */
  public void removeRole(String branchId, String role) {
    FakeProject project = projectOf(branchId);
    project.database(branchId).passwords().remove(role);
    changedByConsole(project, branchId);
  }

  /** Somebody resets the password of a role in the console, or makes the role anew. */
  public void resetInConsole(String branchId, String role) {
    FakeProject project = projectOf(branchId);
    project.database(branchId).passwords().put(role, newPassword());
    changedByConsole(project, branchId);
  }

  private FakeProject projectOf(String branchId) {
    return projects.values().stream()
        .filter(project -> project.branches.containsKey(branchId))
        .findFirst()
        .orElseThrow();
  }

  private void changedByConsole(FakeProject project, String branchId) {
    var _ = project.start("apply_config", branchId, clock.instant());
    project.finish(Status.SUCCEEDED, null, clock.instant());
  }

  /** A role as SQL makes it: Neon does not choose its password, but will know it. */
  public void addRole(FakeDatabase database, String role) {
    database.passwords().computeIfAbsent(role, name -> newPassword());
  }

  /** The next reset of a password is accepted and changes nothing. */
  public void ignoreNextReset() {
    ignoresReset = true;
  }

  CreatedBranch create(FakeProject project, NewBranch wanted) {
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

  CreatedProject create(NewProject wanted) {
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

  FakeProject find(String projectId) {
    FakeProject project = projects.get(projectId);
    if (project == null) {
      throw new NeonException.NotFound("404: no project " + projectId);
    }
    return project;
  }

  FakeProject unlocked(String projectId) {
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

  String passwordAfterReset(FakeDatabase database, String role) {
    String before = database.passwords().get(role);
    boolean ignored = ignoresReset;
    ignoresReset = false;
    return ignored && before != null ? before : newPassword();
  }
}
