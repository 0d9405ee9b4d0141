package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.Made;
import io.tenantdb.neonlocal.model.Database;
import org.jspecify.annotations.Nullable;

/** Databases. */
final class DatabaseRoutes {

  private final ControlPlane control;
  private final Bodies bodies;

  private record DatabaseSpec(@Nullable String name, @Nullable String ownerName) {}

  DatabaseRoutes(ControlPlane control, Bodies bodies) {
    this.control = control;
    this.bodies = bodies;
  }

  void addTo(Router router) {
    String databases = "/projects/{project_id}/branches/{branch_id}/databases";
    router.add("GET", databases, this::list);
    router.add("POST", databases, this::create);
    router.add("GET", databases + "/{database_name}", this::get);
    router.add("PATCH", databases + "/{database_name}", this::update);
    router.add("DELETE", databases + "/{database_name}", this::delete);
  }

  private Response list(Request request) {
    return Response.ok(
        body("databases", control.databases().list(project(request), branch(request))));
  }

  private Response create(Request request) {
    DatabaseSpec spec = bodies.readMember(request, "database", DatabaseSpec.class);
    Made<Database> made =
        control
            .databases()
            .create(project(request), branch(request), spec.name(), spec.ownerName());
    return Response.created(body("database", made.value(), "operations", made.operations()));
  }

  private Response get(Request request) {
    return Response.ok(
        body(
            "database", control.databases().get(project(request), branch(request), name(request))));
  }

  private Response update(Request request) {
    DatabaseSpec spec = bodies.readMember(request, "database", DatabaseSpec.class);
    return changed(
        control
            .databases()
            .update(
                project(request), branch(request), name(request), spec.name(), spec.ownerName()));
  }

  private Response delete(Request request) {
    return control
        .databases()
        .delete(project(request), branch(request), name(request))
        .map(DatabaseRoutes::changed)
        .orElseGet(Response::gone);
  }

  private static Response changed(Made<Database> made) {
    return Response.ok(body("database", made.value(), "operations", made.operations()));
  }

  private static String project(Request request) {
    return request.parameter("project_id");
  }

  private static String branch(Request request) {
    return request.parameter("branch_id");
  }

  private static String name(Request request) {
    return request.parameter("database_name");
  }
}
