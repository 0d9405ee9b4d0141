package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.control.EndpointSpec;
import io.tenantdb.neonlocal.control.Made;
import io.tenantdb.neonlocal.model.Endpoint;

/** Compute endpoints. */
final class EndpointRoutes {

  private final ControlPlane control;
  private final Bodies bodies;

  EndpointRoutes(ControlPlane control, Bodies bodies) {
    this.control = control;
    this.bodies = bodies;
  }

  void addTo(Router router) {
    String endpoints = "/projects/{project_id}/endpoints";
    router.add("GET", endpoints, this::list);
    router.add("POST", endpoints, this::create);
    router.add("GET", endpoints + "/{endpoint_id}", this::get);
    router.add("PATCH", endpoints + "/{endpoint_id}", this::update);
    router.add("DELETE", endpoints + "/{endpoint_id}", this::delete);
    router.add("POST", endpoints + "/{endpoint_id}/start", this::start);
    router.add("POST", endpoints + "/{endpoint_id}/suspend", this::suspend);
    router.add("POST", endpoints + "/{endpoint_id}/restart", this::restart);
    router.add("GET", "/projects/{project_id}/branches/{branch_id}/endpoints", this::ofBranch);
  }

  private Response list(Request request) {
    return Response.ok(
        body("endpoints", control.endpoints().list(request.parameter("project_id"))));
  }

  private Response ofBranch(Request request) {
    return Response.ok(
        body(
            "endpoints",
            control
                .lookup()
                .branch(request.parameter("project_id"), request.parameter("branch_id"))
                .endpoints()));
  }

  private Response create(Request request) {
    EndpointSpec spec = bodies.readMember(request, "endpoint", EndpointSpec.class);
    Made<Endpoint> made = control.endpoints().create(request.parameter("project_id"), spec);
    return Response.created(body("endpoint", made.value(), "operations", made.operations()));
  }

  private Response get(Request request) {
    Endpoint endpoint =
        control
            .lookup()
            .byEndpoint(request.parameter("project_id"), request.parameter("endpoint_id"))
            .endpoint()
            .orElseThrow(() -> ApiException.notFound("endpoint"));
    return Response.ok(body("endpoint", endpoint));
  }

  private Response update(Request request) {
    EndpointSpec spec = bodies.readMember(request, "endpoint", EndpointSpec.class);
    return changed(
        control
            .endpoints()
            .update(request.parameter("project_id"), request.parameter("endpoint_id"), spec));
  }

  private Response delete(Request request) {
    return control
        .endpoints()
        .delete(request.parameter("project_id"), request.parameter("endpoint_id"))
        .map(EndpointRoutes::changed)
        .orElseGet(Response::gone);
  }

  private Response start(Request request) {
    return changed(
        control
            .endpoints()
            .start(request.parameter("project_id"), request.parameter("endpoint_id")));
  }

  private Response suspend(Request request) {
    return changed(
        control
            .endpoints()
            .suspend(request.parameter("project_id"), request.parameter("endpoint_id")));
  }

  private Response restart(Request request) {
    return changed(
        control
            .endpoints()
            .restart(request.parameter("project_id"), request.parameter("endpoint_id")));
  }

  private static Response changed(Made<Endpoint> made) {
    return Response.ok(body("endpoint", made.value(), "operations", made.operations()));
  }
}
