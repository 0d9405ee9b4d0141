package io.tenantdb.neonlocal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.CallNotes;
import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.model.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What a person does in Neon's console, by the same rules as the API (423 while operations run),
 * and in the journal as the call of the API it amounts to.
 */
public final class Console {

  private final Filter.Next api;
  private final ControlPlane control;

  /** Acts through this form of the API. */
  public Console(Filter.Next api, ControlPlane control) {
    this.api = api;
    this.control = control;
  }

  /** Deletes a branch with its endpoint. */
  public Response deleteBranch(String projectId, String branchId) throws Exception {
    return call("DELETE", projectId, "/branches/" + branchId, "");
  }

  /** Gives a branch another name. */
  public Response renameBranch(String projectId, String branchId, String name) throws Exception {
    String body = PlanJson.tree(Map.of("branch", Map.of("name", name))).toString();
    return call("PATCH", projectId, "/branches/" + branchId, body);
  }

  /** Deletes an endpoint; its branch stays. */
  public Response deleteEndpoint(String projectId, String endpointId) throws Exception {
    return call("DELETE", projectId, "/endpoints/" + endpointId, "");
  }

  /** Changes settings of an endpoint, by the API's names of them. */
  public Response setEndpoint(String projectId, String endpointId, JsonNode settings)
      throws Exception {
    String body = PlanJson.tree(Map.of("endpoint", settings)).toString();
    return call("PATCH", projectId, "/endpoints/" + endpointId, body);
  }

  /** Neon does something of its own with a project, which locks it for a while. */
  public Operation keepBusy(String projectId, Duration duration) {
    control.lookup().project(projectId);
    return control.operations().occupy(projectId, duration);
  }

  private Response call(String method, String projectId, String path, String body)
      throws Exception {
    return api.answer(
        new Request(
            method,
            "/projects/" + projectId + path,
            Map.of(),
            Map.of(),
            Map.of(),
            body,
            UUID.randomUUID().toString(),
            new CallNotes(CallNotes.Caller.CONSOLE)));
  }
}
