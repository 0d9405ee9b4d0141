package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.control.BranchPatch;
import io.tenantdb.neonlocal.control.BranchSpec;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.EndpointSpec;
import io.tenantdb.neonlocal.control.Made;
import io.tenantdb.neonlocal.model.Branch;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Branches. */
final class BranchRoutes {

  private static final int MOST_BRANCHES = 10_000;

  private final ControlPlane control;
  private final Bodies bodies;

  private record CreateBody(
      @Nullable BranchSpec branch,
      @Nullable List<EndpointSpec> endpoints,
      @Nullable Map<String, String> annotationValue) {}

  BranchRoutes(ControlPlane control, Bodies bodies) {
    this.control = control;
    this.bodies = bodies;
  }

  void addTo(Router router) {
    String branches = "/projects/{project_id}/branches";
    router.add("GET", branches, this::list);
    router.add("POST", branches, this::create);
    router.add("GET", branches + "/count", this::count);
    router.add("GET", branches + "/{branch_id}", this::get);
    router.add("PATCH", branches + "/{branch_id}", this::update);
    router.add("DELETE", branches + "/{branch_id}", this::delete);
    router.add("POST", branches + "/{branch_id}/set_as_default", this::setAsDefault);
  }

  private List<BranchEntry> search(Request request) {
    String projectId = request.parameter("project_id");
    control.lookup().project(projectId);
    String search = request.queried("search").orElse("");
    return control.store().branchesOf(projectId).stream()
        .filter(entry -> entry.id().contains(search) || entry.branch().name().contains(search))
        .toList();
  }

  private Response list(Request request) {
    String sortBy = request.queried("sort_by").orElse("updated_at");
    String sortOrder = request.queried("sort_order").orElse("desc");
    Page<BranchEntry> page =
        Page.of(
            search(request),
            key(sortBy),
            ascending(sortOrder),
            request,
            MOST_BRANCHES,
            MOST_BRANCHES);
    Map<String, Object> annotations = new LinkedHashMap<>();
    page.items().stream()
        .filter(entry -> !entry.annotation().value().isEmpty())
        .forEach(entry -> annotations.put(entry.id(), entry.annotation()));
    Map<String, Object> pagination =
        body("sort_by", sortBy, "sort_order", sortOrder.toUpperCase(Locale.ROOT));
    if (page.hasMore()) {
      pagination.put("next", Objects.requireNonNull(page.cursor()));
    }
    return Response.ok(
        body(
            "branches",
            page.items().stream().map(BranchEntry::branch).toList(),
            "annotations",
            annotations,
            "pagination",
            pagination));
  }

  private static Function<BranchEntry, String> key(String sortBy) {
    return switch (sortBy) {
      case "name" -> entry -> SortKeys.of(entry.branch().name(), entry.id());
      case "created_at" -> entry -> SortKeys.of(entry.branch().createdAt(), entry.id());
      case "updated_at" -> entry -> SortKeys.of(entry.branch().updatedAt(), entry.id());
      default -> throw ApiException.badRequest("sort_by must be name, created_at or updated_at");
    };
  }

  private static boolean ascending(String sortOrder) {
    return switch (sortOrder) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw ApiException.badRequest("sort_order must be asc or desc");
    };
  }

  private Response count(Request request) {
    return Response.ok(body("count", search(request).size()));
  }

  private Response create(Request request) {
    CreateBody given = bodies.read(request, CreateBody.class);
    Made<BranchEntry> made =
        control
            .branches()
            .create(
                request.parameter("project_id"),
                given.branch(),
                given.endpoints() == null ? List.of() : given.endpoints(),
                given.annotationValue() == null ? Map.of() : given.annotationValue());
    BranchEntry entry = made.value();
    Map<String, Object> answer =
        body(
            "branch", entry.branch(),
            "endpoints", entry.endpoints(),
            "operations", made.operations(),
            "roles", entry.roles().stream().map(Role::view).toList(),
            "databases", entry.databases());
    if (!control.uris().onlyOne(entry).isEmpty()) {
      answer.put("connection_uris", control.uris().onlyOne(entry));
    }
    return Response.created(answer);
  }

  private Response get(Request request) {
    BranchEntry entry =
        control.lookup().branch(request.parameter("project_id"), request.parameter("branch_id"));
    return Response.ok(body("branch", entry.branch(), "annotation", entry.annotation()));
  }

  private Response update(Request request) {
    JsonNode branch = bodies.tree(request).path("branch");
    BranchSpec spec = bodies.readMember(request, "branch", BranchSpec.class);
    return changed(
        control
            .branches()
            .update(
                request.parameter("project_id"),
                request.parameter("branch_id"),
                new BranchPatch(
                    spec.name(), spec.isProtected(), branch.has("expires_at"), spec.expiresAt())));
  }

  private Response delete(Request request) {
    return control
        .branches()
        .delete(request.parameter("project_id"), request.parameter("branch_id"))
        .map(BranchRoutes::changed)
        .orElseGet(Response::gone);
  }

  private Response setAsDefault(Request request) {
    return changed(
        control
            .branches()
            .setAsDefault(request.parameter("project_id"), request.parameter("branch_id")));
  }

  private static Response changed(Made<BranchEntry> made) {
    Branch branch = made.value().branch();
    return Response.ok(body("branch", branch, "operations", made.operations()));
  }
}
