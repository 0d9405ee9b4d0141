package io.tenantdb.neonlocal.http;

import static io.tenantdb.neonlocal.http.Response.body;

import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.model.Operation;
import java.util.Map;

/** Operations. */
final class OperationRoutes {

  private static final int MOST_OPERATIONS = 1000;
  private static final int USUAL_OPERATIONS = 100;

  private final ControlPlane control;

  OperationRoutes(ControlPlane control) {
    this.control = control;
  }

  void addTo(Router router) {
    router.add("GET", "/projects/{project_id}/operations", this::list);
    router.add("GET", "/projects/{project_id}/operations/{operation_id}", this::get);
  }

  private Response list(Request request) {
    String projectId = request.parameter("project_id");
    control.lookup().project(projectId);
    Page<Operation> page =
        Page.of(
            control.operations().list(projectId),
            operation -> SortKeys.of(operation.createdAt(), operation.id()),
            false,
            request,
            MOST_OPERATIONS,
            USUAL_OPERATIONS);
    Map<String, Object> answer = body("operations", page.items());
    if (page.cursor() != null) {
      answer.put("pagination", Map.of("cursor", page.cursor()));
    }
    return Response.ok(answer);
  }

  private Response get(Request request) {
    Operation operation =
        control
            .operations()
            .find(request.parameter("project_id"), request.parameter("operation_id"))
            .orElseThrow(() -> ApiException.notFound("operation"));
    return Response.ok(body("operation", operation));
  }
}
