package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Neon refuses, and how it lists. */
final class RulesIT {

  private static final String PROJECT_KEY = "key-of-one-project";

  @TempDir private static Path state;

  @SuppressWarnings("NullAway.Init")
  private static TestNeon neon;

  @BeforeAll
  static void start() throws Exception {
    neon =
        TestNeon.start(
            state,
            Map.of(
                "keys.1.key", PROJECT_KEY,
                "keys.1.scope", "project",
                "keys.1.project", TestNeon.PROJECT,
                "limits.branchesPerProject", "12",
                "limits.protectedBranchesPerProject", "1",
                "operations.create_branch", "PT0.1S"));
  }

  @AfterAll
  static void stop() throws Exception {
    neon.close();
  }

  private static String child(String name) {
    String id =
        neon.post(project("/branches"), "{'branch':{'name':'%s'}}".formatted(name))
            .expect(201)
            .body()
            .at("/branch/id")
            .asText();
    neon.settle();
    return id;
  }

  private static void deleteChild(String id) {
    neon.delete(project("/branches/" + id)).expect(200);
    neon.settle();
  }

  @Test
  void shouldRefuseUnknownKeysAndEchoTheRequestId() {
    // When
    TestNeon.Answer answer = neon.call("GET", "/projects", "", "wrong");

    // Then
    answer.expect(401);
    assertThat(answer.body().path("request_id").asText()).isEqualTo("request-of-test");
    assertThat(answer.raw().headers().firstValue("x-request-id")).hasValue("request-of-test");
  }

  @Test
  void shouldAnswerUnknownThingsWithNotFound() {
    neon.get("/projects/none-00000000").expect(404);
    neon.get("/no/such/route").expect(404);
    assertThat(neon.get(project("/branches/main")).expect(404).message())
        .isEqualTo("branch not found");
    assertThat(neon.get(project("/endpoints/ep-none")).expect(404).message())
        .isEqualTo("endpoint not found");
    neon.get(project("/operations/6a1d9f0e-0000-4000-8000-000000000000")).expect(404);
  }

  @Test
  void shouldAnswerMalformedRequestsWithBadRequest() {
    neon.post(project("/branches"), "{'branch':").expect(400);
    neon.post(project("/branches"), "[]").expect(400);
    neon.post(project("/branches"), "{'branch':{'expires_at':'tomorrow'}}").expect(400);
    neon.post(project("/branches"), "{'branch':{'name':''}}").expect(400);
    neon.post(project("/branches"), "{'branch':{'name':'%s'}}".formatted("x".repeat(257)))
        .expect(400);
    neon.post(project("/branches"), "{'endpoints':[{'type':'read_write','settings':{}}]}")
        .expect(400);
    neon.post(
            project("/branches"),
            "{'endpoints':[{'type':'read_write','suspend_timeout_seconds':5}]}")
        .expect(400);
    neon.get(project("/branches?limit=0")).expect(400);
    neon.get("/projects?limit=401").expect(400);
    neon.get(project("/branches?cursor=~")).expect(400);
    neon.post("/projects", "{}").expect(400);
    neon.post("/projects", "{'project':{'pg_version':17}}").expect(400);
  }

  @Test
  void shouldRefuseNamesThatAreTaken() {
    // Given
    String id = child("taken");

    // Then
    assertThat(neon.post(project("/branches"), "{'branch':{'name':'taken'}}").expect(409).message())
        .isEqualTo("branch already exists; branch_name:\"taken\"");
    neon.patch(project("/branches/" + id), "{'branch':{'name':'main'}}").expect(409);
    neon.post(
            project("/branches/" + neon.defaultBranchId() + "/roles"),
            "{'role':{'name':'neondb_owner'}}")
        .expect(409);
    neon.post(
            project("/branches/" + neon.defaultBranchId() + "/databases"),
            "{'database':{'name':'neondb','owner_name':'neondb_owner'}}")
        .expect(409);
    neon.post(
            project("/endpoints"),
            "{'endpoint':{'branch_id':'%s','type':'read_write'}}".formatted(neon.defaultBranchId()))
        .expect(409);
    deleteChild(id);
  }

  @Test
  void shouldLockTheProjectWhileOperationsRun() {
    // Given
    String id = neon.post(project("/branches"), "").expect(201).body().at("/branch/id").asText();

    // When
    TestNeon.Answer answer = neon.post(project("/branches"), "{'branch':{'name':'second'}}");

    // Then
    answer.expect(423);
    assertThat(answer.message())
        .isEqualTo(
            "project already has running conflicting operations, scheduling of new ones is"
                + " prohibited");
    assertThat(answer.body().path("code").asText()).isEmpty();
    neon.settle();
    assertThat(neon.get(project("/branches?search=second")).body().path("branches")).isEmpty();
    deleteChild(id);
  }

  @Test
  void shouldRefuseToDeleteDefaultProtectedAndParentBranches() {
    // Given
    String parent = child("parent");
    String leaf =
        neon.post(project("/branches"), "{'branch':{'parent_id':'%s'}}".formatted(parent))
            .expect(201)
            .body()
            .at("/branch/id")
            .asText();
    neon.settle();
    neon.patch(project("/branches/" + leaf), "{'branch':{'protected':true}}").expect(200);

    // Then
    neon.delete(project("/branches/" + neon.defaultBranchId())).expect(422);
    neon.delete(project("/branches/" + leaf)).expect(422);
    assertThat(neon.delete(project("/branches/" + parent)).expect(422).message())
        .isEqualTo("cannot delete branch that has children: " + leaf);
    neon.patch(project("/branches/" + parent), "{'branch':{'protected':true}}").expect(422);
    neon.delete("/projects/" + TestNeon.PROJECT).expect(422);
    neon.patch(project("/branches/" + leaf), "{'branch':{'protected':false}}").expect(200);
    deleteChild(leaf);
    deleteChild(parent);
  }

  @Test
  void shouldRefuseBranchesBeyondTheLimit() {
    // Given
    List<String> made = new ArrayList<>();
    while (neon.get(project("/branches/count")).body().path("count").asInt() < 12) {
      made.add(child("filler " + made.size()));
    }

    // Then
    assertThat(neon.post(project("/branches"), "").expect(422).body().path("code").asText())
        .isEqualTo("BRANCHES_LIMIT_EXCEEDED");
    made.forEach(RulesIT::deleteChild);
  }

  @Test
  void shouldListBranchesInPagesWithTheirAnnotations() {
    // Given
    List<String> made = new ArrayList<>();
    for (String name : List.of("page-c", "page-a", "page-b")) {
      made.add(
          neon.post(
                  project("/branches"),
                  "{'branch':{'name':'%s'},'annotation_value':{'is':'%s'}}".formatted(name, name))
              .expect(201)
              .body()
              .at("/branch/id")
              .asText());
      neon.settle();
    }

    // When
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          neon.get(
                  project("/branches?search=page-&sort_by=name&sort_order=asc&limit=2&cursor=")
                      + cursor)
              .expect(200)
              .body();
      page.path("branches")
          .forEach(
              branch ->
                  names.add(
                      page.path("annotations")
                          .path(branch.path("id").asText())
                          .at("/value/is")
                          .asText()));
      cursor = page.at("/pagination/next").asText();
    } while (!cursor.isEmpty());

    // Then
    assertThat(names).containsExactly("page-a", "page-b", "page-c");
    made.forEach(RulesIT::deleteChild);
  }

  @Test
  void shouldListOperationsNewestFirstInPages() {
    // When
    JsonNode first = neon.get(project("/operations?limit=1")).expect(200).body();
    JsonNode second =
        neon.get(project("/operations?limit=1&cursor=") + first.at("/pagination/cursor").asText())
            .expect(200)
            .body();

    // Then
    assertThat(first.at("/operations/0/created_at").asText())
        .isGreaterThan(second.at("/operations/0/created_at").asText());
  }

  @Test
  void shouldConfineAProjectKeyToItsProject() {
    // Given
    String other =
        neon.post("/projects", "{'project':{'name':'other'}}")
            .expect(201)
            .body()
            .at("/project/id")
            .asText();
    neon.settle(other);

    // Then
    neon.call("GET", project("/branches"), "", PROJECT_KEY).expect(200);
    neon.call("GET", "/projects/" + other, "", PROJECT_KEY).expect(404);
    neon.call("POST", "/projects", "{'project':{}}", PROJECT_KEY).expect(403);
    neon.call("DELETE", "/projects/" + TestNeon.PROJECT, "", PROJECT_KEY).expect(403);
    assertThat(neon.call("GET", "/projects", "", PROJECT_KEY).body().path("projects")).hasSize(1);
    neon.delete("/projects/" + other).expect(200);
  }
}
