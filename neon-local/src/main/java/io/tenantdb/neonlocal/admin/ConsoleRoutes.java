package io.tenantdb.neonlocal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.faults.PlanJson;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import io.tenantdb.neonlocal.http.Router;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hands of people in the console, and Neon's own. */
public final class ConsoleRoutes implements AdminRoutes {

  private record NewName(@Nullable String name) {}

  private record Busy(long millis) {}

  private final Console console;

  /** Serves these. */
  public ConsoleRoutes(Console console) {
    this.console = console;
  }

  @Override
  public void addTo(Router router) {
    String branch = "/console/branches/{project}/{branch}";
    router.add(
        "POST",
        branch + "/delete",
        request -> console.deleteBranch(project(request), request.parameter("branch")));
    router.add("POST", branch + "/rename", this::rename);
    String endpoint = "/console/endpoints/{project}/{endpoint}";
    router.add(
        "POST",
        endpoint + "/delete",
        request -> console.deleteEndpoint(project(request), request.parameter("endpoint")));
    router.add(
        "POST",
        endpoint + "/set",
        request ->
            console.setEndpoint(
                project(request),
                request.parameter("endpoint"),
                PlanJson.read(request.body(), JsonNode.class)));
    router.add("POST", "/console/busy/{project}", this::busy);
  }

  private Response rename(Request request) throws Exception {
    String name = PlanJson.read(request.body(), NewName.class).name();
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("name is missing");
    }
    return console.renameBranch(project(request), request.parameter("branch"), name);
  }

  private Response busy(Request request) {
    long millis = PlanJson.read(request.body(), Busy.class).millis();
    if (millis <= 0) {
      throw new IllegalArgumentException("millis must be more than 0");
    }
    return Response.ok(
        Map.of(
            "operations", List.of(console.keepBusy(project(request), Duration.ofMillis(millis)))));
  }

  private static String project(Request request) {
    return request.parameter("project");
  }
}
