package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.Made;
import io.tenantdb.neonlocal.control.ProjectSpec;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Project;
import io.tenantdb.neonlocal.model.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Projects and their connection strings. */
final class ProjectRoutes {

  private static final int MOST_PROJECTS = 400;
  private static final int USUAL_PROJECTS = 10;

  private final ControlPlane control;
  private final Bodies bodies;
  private final ProjectViews views;
  private final Account account;
  private final Authentication authentication;

  ProjectRoutes(
      ControlPlane control,
      Bodies bodies,
      ProjectViews views,
      Account account,
      Authentication authentication) {
    this.control = control;
    this.bodies = bodies;
    this.views = views;
    this.account = account;
    this.authentication = authentication;
  }

  void addTo(Router router) {
    router.add("GET", "/projects", this::list);
    router.add("POST", "/projects", this::create);
    router.add("GET", "/projects/shared", request -> Response.ok(body("projects", List.of())));
    router.add("GET", "/projects/{project_id}", this::get);
    router.add("PATCH", "/projects/{project_id}", this::update);
    router.add("DELETE", "/projects/{project_id}", this::delete);
    router.add("POST", "/projects/{project_id}/recover", this::recover);
    router.add("GET", "/projects/{project_id}/connection_uri", this::connectionUri);
  }

  private Response list(Request request) {
    boolean deleted = request.queried("recoverable").map(Boolean::parseBoolean).orElse(false);
    String search = request.queried("search").orElse("");
    String org = request.queried("org_id").orElse(account.orgId());
    ApiKey key = authentication.keyOf(request);
    List<Project> found =
        control.store().projects().stream()
            .filter(project -> project.isDeleted() == deleted)
            .filter(project -> project.orgId().equals(org))
            .filter(project -> project.id().contains(search) || project.name().contains(search))
            .filter(
                project ->
                    key.scope() != ApiKey.Scope.PROJECT || project.id().equals(key.projectId()))
            .toList();
    Page<Project> page = Page.of(found, Project::id, true, request, MOST_PROJECTS, USUAL_PROJECTS);
    Map<String, Object> answer = body("projects", page.items().stream().map(views::item).toList());
    if (page.cursor() != null) {
      answer.put("pagination", Map.of("cursor", page.cursor()));
    }
    answer.put("applications", Map.of());
    answer.put("integrations", Map.of());
    return Response.ok(answer);
  }

  private Response create(Request request) {
    ProjectSpec spec = bodies.readMember(request, "project", ProjectSpec.class);
    if (spec.orgId() != null && !spec.orgId().equals(account.orgId())) {
      throw ApiException.notFound("organization");
    }
    Made<BranchEntry> made = control.projects().create(spec, account.regionId(), account.orgId());
    BranchEntry entry = made.value();
    return Response.created(
        body(
            "project", views.full(control.lookup().project(entry.branch().projectId())),
            "connection_uris", control.uris().onlyOne(entry),
            "roles", entry.roles().stream().map(Role::viewWithPassword).toList(),
            "databases", entry.databases(),
            "operations", made.operations(),
            "branch", entry.branch(),
            "endpoints", entry.endpoints()));
  }

  private Response get(Request request) {
    Project project = control.lookup().project(request.parameter("project_id"));
    return Response.ok(body("project", views.full(project)));
  }

  private Response update(Request request) {
    ProjectSpec spec = bodies.readMember(request, "project", ProjectSpec.class);
    Project project = control.projects().update(request.parameter("project_id"), spec);
    return Response.ok(body("project", views.full(project), "operations", List.of()));
  }

  private Response delete(Request request) {
    Project project = control.projects().delete(request.parameter("project_id"));
    return Response.ok(body("project", views.full(project)));
  }

  private Response recover(Request request) {
    Project project = control.projects().recover(request.parameter("project_id"));
    return Response.ok(
        body(
            "project",
            views.full(project),
            "branches",
            control.store().branchesOf(project.id()).stream().map(BranchEntry::branch).toList()));
  }

  private Response connectionUri(Request request) {
    String projectId = request.parameter("project_id");
    BranchEntry entry = branchOf(request, projectId);
    String database = request.requiredQuery("database_name");
    control.databases().get(projectId, entry.id(), database);
    Role role = control.roles().get(projectId, entry.id(), request.requiredQuery("role_name"));
    if (role.password() == null) {
      throw ApiException.notFound("password of role");
    }
    boolean pooled = request.queried("pooled").map(Boolean::parseBoolean).orElse(false);
    return Response.ok(body("uri", control.uris().uri(endpoint(entry), role, database, pooled)));
  }

  private BranchEntry branchOf(Request request, String projectId) {
    @Nullable String endpointId = request.queried("endpoint_id").orElse(null);
    if (endpointId != null) {
      return control.lookup().byEndpoint(projectId, endpointId);
    }
    return request
        .queried("branch_id")
        .map(id -> control.lookup().branch(projectId, id))
        .orElseGet(() -> control.lookup().defaultBranch(projectId));
  }

  private static Endpoint endpoint(BranchEntry entry) {
    return entry.endpoint().orElseThrow(() -> ApiException.notFound("endpoint"));
  }
}
