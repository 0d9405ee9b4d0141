package io.tenantdb.neon.http;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Database;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Role;
import io.tenantdb.neon.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Neon's API v2 over HTTP. Safe for use by many threads; make one for each account and base URL,
 * and keep it. Needs no closing: its connections end by themselves.
 */
public final class HttpNeonApi implements NeonApi {
  private static final String PROJECT = "/projects/{project_id}";
  private static final String BRANCHES = PROJECT + "/branches";
  private static final String BRANCH = BRANCHES + "/{branch_id}";
  private static final String ENDPOINTS = PROJECT + "/endpoints";
  private static final String ENDPOINT = ENDPOINTS + "/{endpoint_id}";
  private static final String ROLE = BRANCH + "/roles/{role_name}";

  private final NeonCaller caller;
  private final Priority priority;

  private HttpNeonApi(NeonCaller caller, Priority priority) {
    this.caller = caller;
    this.priority = priority;
  }

  /** A client with {@link Deadlines#usual()}. */
  public static NeonApi create(
      URI baseUrl, Secret apiKey, RequestBudget budget, NeonCalls calls, Clock clock) {
    return create(baseUrl, apiKey, budget, calls, Deadlines.usual(), clock);
  }

  /**
   * A client whose calls have {@link Priority#NORMAL} until {@link #at} says otherwise.
   *
   * @param baseUrl up to and with the version, for example {@code https://console.neon.tech/api/v2}
   * @param budget of the account, shared by all its clients
   * @throws IllegalArgumentException when {@code baseUrl} is not an HTTP URL
   * @throws io.tenantdb.neon.NeonException.KeyRejected when {@code apiKey} cannot be a key
   */
  public static NeonApi create(
      URI baseUrl,
      Secret apiKey,
      RequestBudget budget,
      NeonCalls calls,
      Deadlines deadlines,
      Clock clock) {
    Repeats repeats = new Repeats(RandomGenerator.getDefault(), clock);
    return create(baseUrl, apiKey, budget, calls, deadlines, repeats, Thread::sleep, clock);
  }

  static NeonApi create(
      URI baseUrl,
      Secret apiKey,
      RequestBudget budget,
      NeonCalls calls,
      Deadlines deadlines,
      Repeats repeats,
      Pause pause,
      Clock clock) {
    Transport transport = new Transport(baseUrl, apiKey, deadlines);
    NeonCaller caller =
        new NeonCaller(transport, budget, calls, deadlines.call(), repeats, pause, clock);
    return new HttpNeonApi(caller, Priority.NORMAL);
  }

  @Override
  public NeonApi at(Priority other) {
    return new HttpNeonApi(caller, other);
  }

  @Override
  public String checkKey() {
    return caller.send(NeonRequest.get("/auth"), priority, json -> json.text("account_id"));
  }

  @Override
  public List<Project> findProjects(String search) {
    return new Pages(caller, priority).projects(search);
  }

  @Override
  public Optional<Project> project(String projectId) {
    NeonRequest request = NeonRequest.get(PROJECT, projectId);
    return caller.find(request, priority, json -> Shapes.project(json.part("project")));
  }

  @Override
  public CreatedProject createProject(NewProject wanted) {
    NeonRequest request = NeonRequest.post("/projects", Bodies.newProject(wanted));
    return caller.send(request, priority, json -> createdProject(json, wanted));
  }

  private static CreatedProject createdProject(JsonPart json, NewProject wanted) {
    return new CreatedProject(
        Shapes.project(json.part("project")),
        Shapes.branch(json.part("branch"), wanted.branchAnnotations()),
        Shapes.endpoints(json),
        Shapes.operations(json));
  }

  @Override
  public boolean deleteProject(String projectId) {
    NeonRequest request = NeonRequest.delete(PROJECT, projectId);
    return caller.find(request, priority, json -> true).isPresent();
  }

  @Override
  public List<Branch> branches(String projectId) {
    return new Pages(caller, priority).branches(projectId);
  }

  @Override
  public Optional<Branch> branch(String projectId, String branchId) {
    NeonRequest request = NeonRequest.get(BRANCH, projectId, branchId);
    return caller.find(
        request, priority, json -> Shapes.branch(json.part("branch"), Shapes.annotation(json)));
  }

  @Override
  public CreatedBranch createBranch(String projectId, NewBranch wanted) {
    NeonRequest request = NeonRequest.post(BRANCHES, Bodies.newBranch(wanted), projectId);
    return caller.send(request, priority, json -> createdBranch(json, wanted));
  }

  /** The answer does not repeat the annotations that were sent. */
  private static CreatedBranch createdBranch(JsonPart json, NewBranch wanted) {
    return new CreatedBranch(
        Shapes.branch(json.part("branch"), wanted.annotations()),
        Shapes.endpoints(json),
        Shapes.operations(json));
  }

  @Override
  public List<Operation> renameBranch(String projectId, String branchId, String name) {
    return change(NeonRequest.patch(BRANCH, Bodies.name(name), projectId, branchId));
  }

  @Override
  public List<Operation> protectBranch(String projectId, String branchId, boolean isProtected) {
    return change(NeonRequest.patch(BRANCH, Bodies.protection(isProtected), projectId, branchId));
  }

  @Override
  public List<Operation> deleteBranch(String projectId, String branchId) {
    NeonRequest request = NeonRequest.delete(BRANCH, projectId, branchId);
    return caller.find(request, priority, Shapes::operations).orElse(List.of());
  }

  @Override
  public List<Endpoint> endpoints(String projectId) {
    return caller.send(NeonRequest.get(ENDPOINTS, projectId), priority, Shapes::endpoints);
  }

  @Override
  public List<Operation> createEndpoint(
      String projectId, String branchId, EndpointSettings settings) {
    return change(NeonRequest.post(ENDPOINTS, Bodies.newEndpoint(branchId, settings), projectId));
  }

  @Override
  public List<Operation> updateEndpoint(
      String projectId, String endpointId, EndpointSettings settings) {
    return change(
        NeonRequest.patch(ENDPOINT, Bodies.endpointChange(settings), projectId, endpointId));
  }

  @Override
  public List<Operation> suspendEndpoint(String projectId, String endpointId) {
    return change(NeonRequest.post(ENDPOINT + "/suspend", null, projectId, endpointId));
  }

  @Override
  public List<Operation> recentOperations(String projectId, int limit) {
    NeonRequest request =
        NeonRequest.get(PROJECT + "/operations", projectId).with("limit", String.valueOf(limit));
    return caller.send(request, priority, Shapes::operations);
  }

  @Override
  public Optional<Operation> operation(String projectId, String operationId) {
    NeonRequest request =
        NeonRequest.get(PROJECT + "/operations/{operation_id}", projectId, operationId);
    return caller.find(request, priority, json -> Shapes.operation(json.part("operation")));
  }

  @Override
  public List<Role> roles(String projectId, String branchId) {
    NeonRequest request = NeonRequest.get(BRANCH + "/roles", projectId, branchId);
    return caller.send(request, priority, json -> json.list("roles", Shapes::role));
  }

  @Override
  public ResetPassword resetPassword(String projectId, String branchId, String roleName) {
    NeonRequest request =
        NeonRequest.post(ROLE + "/reset_password", null, projectId, branchId, roleName);
    return caller.send(
        request,
        priority,
        json ->
            new ResetPassword(
                roleName, new Secret(json.part("role").text("password")), Shapes.operations(json)));
  }

  @Override
  public Optional<Secret> password(String projectId, String branchId, String roleName) {
    NeonRequest request = NeonRequest.get(ROLE + "/reveal_password", projectId, branchId, roleName);
    return caller.find(request, priority, json -> new Secret(json.text("password")));
  }

  @Override
  public List<Database> databases(String projectId, String branchId) {
    NeonRequest request = NeonRequest.get(BRANCH + "/databases", projectId, branchId);
    return caller.send(request, priority, json -> json.list("databases", Shapes::database));
  }

  @Override
  public Secret connectionUri(
      String projectId, String branchId, String databaseName, String roleName, boolean pooled) {
    NeonRequest request =
        NeonRequest.get(PROJECT + "/connection_uri", projectId)
            .with("branch_id", branchId)
            .with("database_name", databaseName)
            .with("role_name", roleName)
            .with("pooled", String.valueOf(pooled));
    return caller.send(request, priority, json -> new Secret(json.text("uri")));
  }

  private List<Operation> change(NeonRequest request) {
    return caller.send(request, priority, Shapes::operations);
  }
}
