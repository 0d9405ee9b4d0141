package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the admin door makes go wrong, seen through HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallFaultsIT {

  private static final String CREATE = "'method': 'POST', 'path': '/projects/*/branches', ";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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

  @BeforeEach
  void nothingGoesWrong() {
    admin.delete("/faults");
    neon.settle();
  }

  private HttpResponse<String> create(String name) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(neon.server().baseUrl() + project("/branches")))
            .header("Authorization", "Bearer " + TestNeon.KEY)
            .POST(BodyPublishers.ofString("{\"branch\":{\"name\":\"" + name + "\"}}"))
            .build(),
        BodyHandlers.ofString());
  }

  private List<String> branches(String name) {
    return neon.get(project("/branches?search=" + name)).body().findValuesAsText("name");
  }

  private JsonNode journaled(String name) {
    return admin.journal("POST", "/projects/*/branches").stream()
        .filter(call -> call.at("/summary/branchName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldCloseTheConnectionBeforeTheEffectWhenToldTo() throws Exception {
    // Given
    admin.fault("{'name': 'lost-call', " + CREATE + "'fault': {'kind': 'resetBefore'}}");

    // When
    assertThatThrownBy(() -> create("reset-before")).isInstanceOf(IOException.class);

    // Then
    admin.delete("/faults");
    assertThat(branches("reset-before")).isEmpty();
    JsonNode call = journaled("reset-before");
    assertThat(call.path("status").asInt()).isZero();
    assertThat(call.path("fault").asText()).isEqualTo("lost-call");
    assertThat(call.path("effect").isNull()).isTrue();
  }

  @Test
  void shouldCloseTheConnectionAfterTheEffectWhenToldTo() throws Exception {
    // Given
    admin.fault(
        "{'name': 'lost-answer', " + CREATE + "'times': 1, 'fault': {'kind': 'resetAfter'}}");

    // When
    assertThatThrownBy(() -> create("reset-after")).isInstanceOf(IOException.class);

    // Then
    assertThat(branches("reset-after")).containsExactly("reset-after");
    JsonNode call = journaled("reset-after");
    assertThat(call.path("status").asInt()).isZero();
    assertThat(call.path("effect").asBoolean()).isTrue();
    assertThat(call.at("/summary/branchId").asText()).startsWith("br-");
    assertThat(call.at("/summary/operationIds")).hasSize(1);
  }

  @Test
  void shouldAnswerWithAPageAfterTheEffectWhenToldTo() throws Exception {
    // Given
    admin.fault("{" + CREATE + "'fault': {'kind': 'errorAfter', 'status': 502, 'html': true}}");

    // When
    HttpResponse<String> answer = create("error-after");

    // Then
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    assertThat(branches("error-after")).hasSize(1);
  }

  @Test
  void shouldCutAnswersOff() throws Exception {
    // Given
    admin.fault("{" + CREATE + "'fault': {'kind': 'cutOff'}}");

    // When
    assertThatThrownBy(() -> create("cut-off")).isInstanceOf(IOException.class);

    // Then
    assertThat(branches("cut-off")).hasSize(1);
  }

  @Test
  void shouldDoNothingWhenLockedThrottledOrInError() throws Exception {
    for (String fault :
        List.of(
            "'kind': 'locked'",
            "'kind': 'throttled', 'retryAfterSeconds': 2",
            "'kind': 'throttled'",
            "'kind': 'error', 'status': 503")) {
      // Given
      admin.fault("{" + CREATE + "'fault': {" + fault + "}}");

      // When
      HttpResponse<String> answer = create("refused");

      // Then
      assertThat(answer.statusCode()).isIn(423, 429, 503);
      assertThat(answer.headers().firstValue("Retry-After").isPresent())
          .isEqualTo(fault.contains("retryAfter"));
      assertThat(answer.body()).contains("\"code\":\"\"", "\"message\":");
    }
    assertThat(branches("refused")).isEmpty();
  }

  @Test
  void shouldLeaveItemsOutOfAList() throws Exception {
    // Given
    for (int i = 0; i < 3; i++) {
      neon.branch("listed-" + i);
    }
    admin.fault(
        "{'method': 'GET', 'path': '/projects/*/branches',"
            + " 'fault': {'kind': 'missing', 'member': 'branches', 'keep': 0.34}}");

    // When
    List<String> found = branches("listed");

    // Then
    assertThat(found).hasSize(1);
  }

  @Test
  void shouldAddLatenciesUpAndGoOnToTheRoute() {
    // Given
    String latency = "{'path': '/regions', 'fault': {'kind': 'latency', 'millis': 60}}";
    admin.fault(latency + "," + latency);

    // When
    neon.get("/regions").expect(200);

    // Then
    JsonNode call = admin.journal("GET", "/regions").getLast();
    assertThat(call.path("millis").asLong()).isBetween(120L, 2000L);
    assertThat(admin.get("/faults").at("/rules/1/hits").asInt()).isEqualTo(1);
  }

  @Test
  void shouldHitOnlyAsManyCallsAsARuleSays() {
    // Given
    admin.fault("{'path': '/regions', 'after': 1, 'times': 2, 'fault': {'kind': 'locked'}}");

    // When
    List<Integer> statuses =
        List.of(1, 2, 3, 4).stream().map(call -> neon.get("/regions").status()).toList();

    // Then
    assertThat(statuses).containsExactly(200, 423, 423, 200);
  }

  @Test
  void shouldRepeatItsChoicesWhenTheSeedIsTheSame() {
    assertThat(choices(7)).isEqualTo(choices(7)).contains(200, 423).isNotEqualTo(choices(8));
  }

  private List<Integer> choices(int seed) {
    admin.put(
        "/faults",
        "{'seed': %d, 'rules': [{'path': '/regions', 'chance': 0.5, 'fault': {'kind': 'locked'}}]}"
            .formatted(seed));
    return IntStream.range(0, 30).mapToObj(call -> neon.get("/regions").status()).toList();
  }

  @Test
  void shouldNameTheMemberWhenARuleIsWrong() {
    assertThat(refusal("{'rules': [{'fault': {'kind': 'explode'}}]}"))
        .isEqualTo("rules[0].fault: kind \"explode\" is not known");
    assertThat(refusal("{'rules': [{'chance': 2, 'fault': {'kind': 'locked'}}]}"))
        .isEqualTo("rules[0]: chance must be from 0 to 1");
    assertThat(refusal("{'rules': [{'fault': {'kind': 'latency', 'milis': 3}}]}"))
        .startsWith("rules[0].fault.milis: is not known here; known are");
    assertThat(refusal("{'rules': [{'fault': {'kind': 'error'}}]}"))
        .isEqualTo("rules[0].fault: status must be from 500 to 599");
    assertThat(refusal("nonsense")).startsWith("not JSON");
  }

  private String refusal(String body) {
    return admin.call(400, "PUT", "/faults", body).path("message").asText();
  }

  @Test
  void shouldLetOnlyKeysOfTheAccountIn() {
    assertThat(new Admin(neon.server(), "wrong").call(401, "GET", "/faults", "").path("message"))
        .isNotNull();
  }

  @Test
  void shouldKeepNoSecretsInTheJournal() {
    // Given
    String branchId = neon.defaultBranchId();
    neon.uri(branchId, "neondb_owner");

    // When
    String journal = admin.get("/journal").toString();

    // Then
    assertThat(journal).doesNotContain(TestNeon.KEY, "npg_", "Bearer");
  }

  @Test
  void shouldSumCallsUp() throws Exception {
    // Given
    long since = admin.get("/journal").path("next").asLong();
    neon.branch("summed");

    // When
    JsonNode stats = admin.get("/journal/stats?since=" + since);

    // Then
    assertThat(stats.path("overlaps").asInt()).isZero();
    assertThat(stats.path("mostInAMinute").asInt()).isEqualTo(stats.path("total").asInt());
    assertThat(stats.path("calls").toString())
        .contains(
            "{\"method\":\"POST\",\"template\":\"/projects/{project_id}/branches\","
                + "\"status\":201,\"count\":1}");
  }
}
