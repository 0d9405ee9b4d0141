package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Operations that fail or never end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OperationFaultsIT {

  private TestNeon neon;
  private Admin admin;

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    neon = TestNeon.start(state, Map.of("postgres.addresses", "127.71"));
    admin = new Admin(neon.server(), TestNeon.KEY);
  }

  @AfterAll
  void stop() throws IOException {
    neon.close();
  }

  @AfterEach
  void nothingGoesWrong() {
    admin.delete("/operations");
    admin.post("/operations/release", "");
    neon.settle();
  }

  private JsonNode create(String name) {
    return neon.post(
            project("/branches"),
            "{'branch':{'name':'%s'},'endpoints':[{'type':'read_write'}]}".formatted(name))
        .expect(201)
        .body();
  }

  private String state(JsonNode made) {
    return neon.get(project("/branches/" + made.at("/branch/id").asText()))
        .body()
        .at("/branch/current_state")
        .asText();
  }

  private List<String> operations(JsonNode made) {
    return made.path("operations")
        .valueStream()
        .map(operation -> project("/operations/" + operation.path("id").asText()))
        .map(path -> neon.get(path).body().at("/operation/status").asText())
        .toList();
  }

  @Test
  void shouldLeaveABranchUnmadeWhenItsCreationFails() {
    // Given
    admin.put("/operations", "{'fail': 1, 'failActions': ['create_branch']}");

    // When
    JsonNode made = create("unmade");
    neon.settle();

    // Then
    assertThat(operations(made)).containsExactly("failed", "cancelled");
    assertThat(state(made)).isEqualTo("init");
    assertThat(admin.get("/operations").at("/hits/failed").asInt()).isEqualTo(1);
  }

  @Test
  void shouldBringABranchBackWhenItsDeletionFails() {
    // Given
    JsonNode made = create("undeleted");
    neon.settle();
    admin.put("/operations", "{'fail': 1, 'failActions': ['delete_timeline'], 'as': 'error'}");
    String path = project("/branches/" + made.at("/branch/id").asText());

    // When
    JsonNode deletion = neon.delete(path).expect(200).body();
    neon.settle();

    // Then
    assertThat(operations(deletion)).containsExactly("finished", "error");
    neon.get(path).expect(200);
    admin.delete("/operations");
    neon.delete(path).expect(200);
    neon.settle();
    neon.get(path).expect(404);
  }

  @Test
  void shouldLockTheProjectUntilStuckOperationsAreReleased() {
    // Given
    admin.put("/operations", "{'never': 1, 'failActions': ['create_branch']}");
    JsonNode made = create("stuck");
    await()
        .untilAsserted(
            () -> assertThat(admin.get("/operations").at("/hits/stuck").asInt()).isEqualTo(1));
    assertThat(operations(made)).containsExactly("running", "scheduling");
    neon.post(project("/branches"), "{}").expect(423);

    // When
    admin.post("/operations/release", "");
    neon.settle();

    // Then
    assertThat(operations(made)).containsExactly("finished", "finished");
    assertThat(state(made)).isEqualTo("ready");
  }

  @Test
  void shouldNameTheMemberWhenThePlanIsWrong() {
    assertThat(
            admin
                .call(400, "PUT", "/operations", "{'fail': 0.6, 'never': 0.5}")
                .path("message")
                .asText())
        .isEqualTo("never must be from 0 to 1 - fail");
    assertThat(
            admin
                .call(400, "PUT", "/operations", "{'failActions': ['explode']}")
                .path("message")
                .asText())
        .startsWith("failActions[0]: ");
  }
}
