package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.Made;
import io.tenantdb.neonlocal.model.Role;
import org.jspecify.annotations.Nullable;

/** Roles and their passwords. */
final class RoleRoutes {

  private final ControlPlane control;
  private final Bodies bodies;

  private record RoleSpec(@Nullable String name, @Nullable Boolean noLogin) {}

  RoleRoutes(ControlPlane control, Bodies bodies) {
    this.control = control;
    this.bodies = bodies;
  }

  void addTo(Router router) {
    String roles = "/projects/{project_id}/branches/{branch_id}/roles";
    router.add("GET", roles, this::list);
    router.add("POST", roles, this::create);
    router.add("GET", roles + "/{role_name}", this::get);
    router.add("DELETE", roles + "/{role_name}", this::delete);
    router.add("GET", roles + "/{role_name}/reveal_password", this::reveal);
    router.add("POST", roles + "/{role_name}/reset_password", this::reset);
  }

  private Response list(Request request) {
    return Response.ok(
        body(
            "roles",
            control.roles().list(project(request), branch(request)).stream()
                .map(Role::view)
                .toList()));
  }

  private Response create(Request request) {
    RoleSpec spec = bodies.readMember(request, "role", RoleSpec.class);
    Made<Role> made =
        control
            .roles()
            .create(
                project(request),
                branch(request),
                spec.name(),
                Boolean.TRUE.equals(spec.noLogin()));
    return Response.created(
        body("role", made.value().viewWithPassword(), "operations", made.operations()));
  }

  private Response get(Request request) {
    Role role = control.roles().get(project(request), branch(request), name(request));
    return Response.ok(body("role", role.view()));
  }

  private Response delete(Request request) {
    return control
        .roles()
        .delete(project(request), branch(request), name(request))
        .map(
            made -> Response.ok(body("role", made.value().view(), "operations", made.operations())))
        .orElseGet(Response::gone);
  }

  private Response reveal(Request request) {
    return Response.ok(
        body(
            "password",
            control.roles().revealPassword(project(request), branch(request), name(request))));
  }

  private Response reset(Request request) {
    Made<Role> made =
        control.roles().resetPassword(project(request), branch(request), name(request));
    return Response.ok(
        body("role", made.value().viewWithPassword(), "operations", made.operations()));
  }

  private static String project(Request request) {
    return request.parameter("project_id");
  }

  private static String branch(Request request) {
    return request.parameter("branch_id");
  }

  private static String name(Request request) {
    return request.parameter("role_name");
  }
}
