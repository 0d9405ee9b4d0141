package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation that is served answers as Neon's document says; {@link TestNeon} checks each
 * answer.
 */
final class OpenApiIT {

  @TempDir private Path state;

  @Test
  void shouldAnswerEveryServedOperationAsPublished() throws Exception {
    try (TestNeon neon = TestNeon.start(state, Map.of())) {
      // When
      account(neon);
      projects(neon);
      String branchId = branches(neon);
      endpoints(neon, branchId);
      rolesAndDatabases(neon, branchId);
      operations(neon);

      // Then
      assertThat(neon.answered()).containsExactlyInAnyOrderElementsOf(served(neon));
    }
  }

  /** Operations of the document that neon-local has a route for. */
  private static Set<String> served(TestNeon neon) {
    return neon.document().operations().stream()
        .filter(operation -> isServed(neon, operation))
        .map(OpenApiDocument.Operation::id)
        .collect(Collectors.toSet());
  }

  private static boolean isServed(TestNeon neon, OpenApiDocument.Operation operation) {
    String path = operation.template().replaceAll("\\{[^}]+}", "nothing-00000000");
    TestNeon.Answer answer = neon.call(operation.method(), path, "", TestNeon.KEY);
    return answer.status() != 405 && !answer.message().startsWith(TestNeon.NOT_SERVED);
  }

  private static void account(TestNeon neon) {
    neon.get("/auth").expect(200);
    neon.get("/regions").expect(200);
    neon.get("/users/me").expect(200);
    JsonNode organizations = neon.get("/users/me/organizations").expect(200).body();
    String id = organizations.path("organizations").path(0).path("id").asText();
    neon.get("/organizations/" + id).expect(200);
    neon.get("/projects/shared").expect(200);
  }

  private static void projects(TestNeon neon) {
    JsonNode made =
        neon.post(
                "/projects",
                "{'project':{'name':'second','region_id':'aws-us-east-2','branch':{'name':'root'},"
                    + "'default_endpoint_settings':{'autoscaling_limit_max_cu':1},"
                    + "'settings':{'enable_logical_replication':false}}}")
            .expect(201)
            .body();
    String id = made.path("project").path("id").asText();
    neon.settle(id);
    neon.get("/projects/" + id).expect(200);
    neon.get("/projects?search=second").expect(200);
    neon.patch("/projects/" + id, "{'project':{'name':'renamed'}}").expect(200);
    neon.delete("/projects/" + id).expect(200);
    neon.get("/projects/" + id).expect(410);
    neon.get("/projects?recoverable=true").expect(200);
    neon.settle();
    neon.post("/projects/" + id + "/recover", "").expect(200);
  }

  private static String branches(TestNeon neon) {
    JsonNode made =
        neon.post(
                project("/branches"),
                "{'branch':{'name':'child','expires_at':'2030-01-01T00:00:00Z'},"
                    + "'annotation_value':{'owner':'test'}}")
            .expect(201)
            .body();
    String id = made.path("branch").path("id").asText();
    neon.settle();
    neon.get(project("/branches?search=child&sort_by=name&sort_order=asc")).expect(200);
    neon.get(project("/branches/count")).expect(200);
    neon.get(project("/branches/" + id)).expect(200);
    neon.patch(project("/branches/" + id), "{'branch':{'name':'kid','expires_at':null}}")
        .expect(200);
    String main = neon.defaultBranchId();
    neon.post(project("/branches/" + id + "/set_as_default"), "").expect(200);
    neon.post(project("/branches/" + main + "/set_as_default"), "").expect(200);
    String leaf =
        neon.post(project("/branches"), "").expect(201).body().path("branch").path("id").asText();
    neon.settle();
    neon.delete(project("/branches/" + leaf)).expect(200);
    neon.settle();
    neon.delete(project("/branches/" + leaf)).expect(204);
    return id;
  }

  private static void endpoints(TestNeon neon, String branchId) {
    JsonNode made =
        neon.post(
                project("/endpoints"),
                "{'endpoint':{'branch_id':'%s','type':'read_write','name':'x'}}"
                    .formatted(branchId))
            .expect(201)
            .body();
    String id = made.path("endpoint").path("id").asText();
    neon.settle();
    neon.get(project("/endpoints")).expect(200);
    neon.get(project("/endpoints/" + id)).expect(200);
    neon.get(project("/branches/" + branchId + "/endpoints")).expect(200);
    neon.patch(
            project("/endpoints/" + id),
            "{'endpoint':{'autoscaling_limit_min_cu':0.5,'autoscaling_limit_max_cu':2}}")
        .expect(200);
    neon.settle();
    neon.post(project("/endpoints/" + id + "/restart"), "").expect(200);
    neon.settle();
    neon.suspend(id);
    neon.post(project("/endpoints/" + id + "/start"), "").expect(200);
    neon.settle();
    neon.delete(project("/endpoints/" + id)).expect(200);
    neon.settle();
    neon.delete(project("/endpoints/" + id)).expect(204);
  }

  private static void rolesAndDatabases(TestNeon neon, String branchId) {
    neon.post(
            project("/endpoints"),
            "{'endpoint':{'branch_id':'%s','type':'read_write'}}".formatted(branchId))
        .expect(201);
    neon.settle();
    String branch = project("/branches/" + branchId);
    neon.post(branch + "/roles", "{'role':{'name':'app user'}}").expect(201);
    neon.settle();
    neon.get(branch + "/roles").expect(200);
    neon.get(branch + "/roles/app%20user").expect(200);
    neon.get(branch + "/roles/app%20user/reveal_password").expect(200);
    neon.post(branch + "/roles/app%20user/reset_password", "").expect(200);
    neon.settle();
    neon.post(branch + "/databases", "{'database':{'name':'shop','owner_name':'app user'}}")
        .expect(201);
    neon.settle();
    neon.get(branch + "/databases").expect(200);
    neon.get(branch + "/databases/shop").expect(200);
    neon.get(
            project(
                "/connection_uri?database_name=shop&role_name=app%20user&branch_id=" + branchId))
        .expect(200);
    neon.patch(branch + "/databases/shop", "{'database':{'name':'store'}}").expect(200);
    neon.settle();
    neon.delete(branch + "/databases/store").expect(200);
    neon.settle();
    neon.delete(branch + "/databases/store").expect(204);
    neon.delete(branch + "/roles/app%20user").expect(200);
    neon.settle();
    neon.delete(branch + "/roles/app%20user").expect(204);
  }

  private static void operations(TestNeon neon) {
    JsonNode list = neon.get(project("/operations?limit=3")).expect(200).body();
    String id = list.path("operations").path(0).path("id").asText();
    neon.get(project("/operations/" + id)).expect(200);
    assertThat(list.path("operations").findValuesAsText("status")).doesNotContain("error");
  }
}
