package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People in the console, revoked keys, and Neon's limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleIT {

  private static final String LIMITED = "limited-key";

  private TestNeon neon;
  private Admin admin;

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    neon =
        TestNeon.start(
            state,
            Map.of(
                "postgres.addresses", "127.71",
                "keys.1.key", LIMITED,
                "limits.requestsPerMinute", "100000",
                "limits.requestsPerSecond", "60"));
    admin = new Admin(neon.server(), TestNeon.KEY);
  }

  @AfterAll
  void stop() throws IOException {
    neon.close();
  }

  @Test
  void shouldDoWhatPeopleDoAndSayThatItWasThem() {
    // Given
    TestBranch branch = neon.branch("console");
    String console = "/console/branches/" + TestNeon.PROJECT + "/" + branch.id();
    String endpoint = "/console/endpoints/" + TestNeon.PROJECT + "/" + branch.endpointId();

    // When
    admin.post(console + "/rename", "{'name': 'renamed by hand'}");
    JsonNode set = admin.post(endpoint + "/set", "{'autoscaling_limit_max_cu': 2.0}");
    neon.settle();
    admin.post(endpoint + "/delete", "");
    neon.settle();
    JsonNode deleted = admin.post(console + "/delete", "");

    // Then
    assertThat(set.at("/endpoint/autoscaling_limit_max_cu").asDouble()).isEqualTo(2);
    assertThat(deleted.at("/branch/name").asText()).isEqualTo("renamed by hand");
    JsonNode call = admin.journal("DELETE", "/projects/*/branches/*").getLast();
    assertThat(call.path("by").asText()).isEqualTo("console");
    assertThat(call.at("/summary/branchId").asText()).isEqualTo(branch.id());
    neon.settle();
  }

  @Test
  void shouldFillAProjectWithRecordsOfABranchUnderOtherNames() {
    // Given
    TestBranch branch = neon.branch("sample");
    String copy =
        "{'sample': 'copied', '%s': 'br-copy', '%s': 'ep-copy'}"
            .formatted(branch.id(), branch.endpointId());

    // When
    admin.post("/copies/" + TestNeon.PROJECT + "/" + branch.id(), "{'copies': [" + copy + "]}");

    // Then
    JsonNode copied = neon.get(project("/branches/br-copy")).expect(200).body().path("branch");
    assertThat(copied.path("name").asText()).isEqualTo("copied");
    assertThat(copied.path("parent_id").asText()).isNotEmpty();
    JsonNode endpoint = neon.get(project("/endpoints/ep-copy")).expect(200).body().path("endpoint");
    assertThat(endpoint.path("branch_id").asText()).isEqualTo("br-copy");
    assertThat(
            neon.get(project("/branches/" + branch.id()))
                .expect(200)
                .body()
                .at("/branch/name")
                .asText())
        .isEqualTo("sample");
  }

  @Test
  void shouldRefuseCallsAndPeopleWhileNeonIsBusyWithAProject() {
    // Given
    TestBranch branch = neon.branch("busy");
    admin.post("/console/busy/" + TestNeon.PROJECT, "{'millis': 400}");

    // When
    neon.post(project("/branches"), "{}").expect(423);
    admin.call(
        423, "POST", "/console/branches/" + TestNeon.PROJECT + "/" + branch.id() + "/delete", "");

    // Then
    neon.settle();
    neon.delete(project("/branches/" + branch.id())).expect(200);
    neon.settle();
  }

  @Test
  void shouldRefuseARevokedKeyUntilItIsRestored() {
    // When
    admin.post("/keys/revoke", "{'key': '%s'}".formatted(LIMITED));

    // Then
    neon.call("GET", "/regions", "", LIMITED).expect(401);
    new Admin(neon.server(), LIMITED).get("/faults");
    admin.post("/keys/restore", "{'key': '%s'}".formatted(LIMITED));
    neon.call("GET", "/regions", "", LIMITED).expect(200);
    admin.call(404, "POST", "/keys/revoke", "{'key': 'nobody-s'}");
  }

  @Test
  void shouldThrottleBeyondTheLimitOfARoute() {
    // Given
    long since = admin.get("/journal").path("next").asLong();

    // When
    for (int i = 0; i < 400; i++) {
      neon.get("/auth");
    }

    // Then
    JsonNode stats = admin.get("/journal/stats?since=" + since);
    assertThat(stats.path("throttled").asInt()).isPositive();
    JsonNode refused = admin.get("/journal?status=429&path=/auth").at("/calls/0");
    assertThat(refused.path("fault").asText()).isEqualTo("rate limit");
    assertThat(refused.path("effect").isNull()).isTrue();
  }
}
