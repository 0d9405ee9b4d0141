package io.tenantdb.neonlocal.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Json;
import java.util.List;
import java.util.Map;

/**
 * Fills a project with records of branches, all at once: what measures a client with a large fleet
 * need not wait until the fleet is made. A record is that of a real branch under other names; it
 * shares the address of that branch's endpoint, so nobody can connect to it.
 */
public final class CopyRoutes implements AdminRoutes {

  /** Each copy: what replaces which text of the branch's document. */
  private record Copies(List<Map<String, String>> copies) {}

  private final ControlPlane control;
  private final JsonMapper json = Json.mapper();

  /** Serves copies of this one's branches. */
  public CopyRoutes(ControlPlane control) {
    this.control = control;
  }

  @Override
  public void addTo(Router router) {
    router.add("POST", "/copies/{project}/{branch}", this::copy);
  }

  private Response copy(Request request) throws JsonProcessingException {
    BranchEntry branch =
        control.lookup().branch(request.parameter("project"), request.parameter("branch"));
    List<Map<String, String>> copies = PlanJson.read(request.body(), Copies.class).copies();
    String document = json.writeValueAsString(branch);
    for (Map<String, String> copy : copies) {
      control.store().put(json.readValue(replaced(document, copy), BranchEntry.class));
    }
    return Response.ok(Map.of("copies", copies.size()));
  }

  private static String replaced(String document, Map<String, String> texts) {
    String copy = document;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      copy = copy.replace(text.getKey(), text.getValue());
    }
    return copy;
  }
}
