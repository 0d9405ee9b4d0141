package io.tenantdb.neon.http;

import static io.tenantdb.neon.http.Samples.BRANCH_ID;
import static io.tenantdb.neon.http.Samples.PROJECT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every answer but a good one, as one of the closed set. */
class RefusalsTest {
  private static final NewBranch BRANCH = new NewBranch("store-1", null, null, Map.of());

  private final NeonServer neon = new NeonServer();
  private final MutableClock clock = new MutableClock();
  private final NeonApi api = neon.client(clock);

  @AfterEach
  void close() {
    neon.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | ''                           | settings without pg_settings              | Rejected
          401 | ''                           | authentication credentials are required   | KeyRejected
          402 | ''                           | exceeded the limit of active endpoints    | LimitReached
          403 | ''                           | action is not permitted                   | KeyRejected
          403 | ''                           | protected branches need a paid plan       | LimitReached
          404 | ''                           | project not found                         | NotFound
          406 | ''                           | not acceptable                            | Rejected
          408 | ''                           | request timeout                           | OutcomeUnknown
          409 | ''                           | branch already exists; branch_name:x      | AlreadyExists
          410 | ''                           | project is deleted                        | NotFound
          412 | ''                           | precondition failed                       | Rejected
          422 | BRANCHES_LIMIT_EXCEEDED      | branches limit exceeded                   | LimitReached
          422 | ROOT_BRANCHES_LIMIT_EXCEEDED | too many                                  | LimitReached
          422 | ''                           | suspend interval changing is not allowed for your account | LimitReached
          422 | ''                           | branch not ready yet                      | Locked
          422 | ''                           | cannot delete branch that has children    | Rejected
          423 | ''                           | project already has running operations    | Locked
          429 | ''                           | too many requests                         | Throttled
          500 | ''                           | internal error                            | OutcomeUnknown
          502 | ''                           | bad gateway                               | OutcomeUnknown
          503 | ''                           | service unavailable                       | Unavailable
          504 | ''                           | gateway timeout                           | OutcomeUnknown
          524 | ''                           | a timeout occurred                        | OutcomeUnknown
          """)
  void shouldSayWhatCallerOfChangeMayDo(int status, String code, String message, String kind) {
    // Given
    neon.refuse(status, code, message);

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(refusal.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(neon.requests()).as("a change is sent once").hasSize(1);
  }

  @Test
  void shouldNameCallStatusRequestIdAndReasonInMessage() {
    // Given
    neon.refuse(422, "BRANCHES_LIMIT_EXCEEDED", "branches limit exceeded");

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(refusal)
        .hasMessage(
            "POST /projects/late-frost-12345678/branches answered 422 (request %s): "
                    .formatted(neon.requests().getFirst().getHeaders().get("X-Request-ID"))
                + "BRANCHES_LIMIT_EXCEEDED, branches limit exceeded.");
  }

  @Test
  void shouldBelieveRefusalWithoutCode() {
    // Given
    neon.answerForeign(409, "{\"message\": \"branch already exists\"}");

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(refusal).isInstanceOf(NeonException.AlreadyExists.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, OutcomeUnknown",
    "401, KeyRejected",
    "403, OutcomeUnknown",
    "404, OutcomeUnknown",
    "409, OutcomeUnknown",
    "423, Locked",
    "429, Throttled",
    "503, Unavailable",
    "524, OutcomeUnknown"
  })
  void shouldNotBelieveRefusalOfChangeThatIsNotInNeonsFormat(int status, String kind) {
    // Given
    neon.answerForeign(status, "<html>nothing of Neon</html>");

    // When
    NeonException refusal = refusalOf(() -> api.deleteBranch(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(refusal.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void shouldNotReadForeignNotFoundAsAbsence() {
    // Given
    neon.answerForeign(404, "<html>no such page</html>");

    // When
    NeonException refusal = refusalOf(() -> api.branch(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(refusal).isInstanceOf(NeonException.Unavailable.class);
  }

  @Test
  void shouldReadNeonsNotFoundAsAbsence() {
    // Given
    neon.refuse(404, "", "branch not found");

    // When
    var branch = api.branch(PROJECT_ID, BRANCH_ID);

    // Then
    assertThat(branch).isEmpty();
  }

  @Test
  void shouldNotReadMissingProjectAsAbsenceOfBranch() {
    // Given
    neon.refuse(404, "", "project not found");

    // When
    NeonException refusal = refusalOf(() -> api.branch(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(refusal).isInstanceOf(NeonException.NotFound.class);
  }

  @ParameterizedTest
  @CsvSource({"404, role not found", "412, passwords are not stored"})
  void shouldKnowNoPasswordWhenNeonDoesNot(int status, String message) {
    // Given
    neon.refuse(status, "", message);

    // When
    var password = api.password(PROJECT_ID, BRANCH_ID, "app");

    // Then
    assertThat(password).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"404, project not found", "410, project is deleted"})
  void shouldSayThatDeletedProjectWasGone(int status, String message) {
    // Given
    neon.refuse(status, "", message);

    // When
    boolean existed = api.deleteProject(PROJECT_ID);

    // Then
    assertThat(existed).isFalse();
  }

  static final List<String> badBodies =
      List.of("", "{", "[]", "<html>", "{\"branch\": {}}", "{\"branch\": 1, \"operations\": []}");

  @ParameterizedTest
  @FieldSource("badBodies")
  void shouldNotKnowOutcomeWhenGoodAnswerToChangeIsUnreadable(String body) {
    // Given
    neon.answerForeign(201, body);

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(refusal).isInstanceOf(NeonException.OutcomeUnknown.class);
  }

  @ParameterizedTest
  @FieldSource("badBodies")
  void shouldCallNeonUnavailableWhenReadIsUnreadable(String body) {
    // Given
    neon.answerForeign(200, body);

    // When
    NeonException refusal = refusalOf(() -> api.roles(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(refusal).isInstanceOf(NeonException.Unavailable.class);
  }

  @Test
  void shouldNamePathOfWhatIsMissingInAnswer() {
    // Given
    neon.answerForeign(200, "{\"roles\": [%s, {\"name\": \"app\"}]}".formatted(Samples.role()));

    // When
    NeonException refusal = refusalOf(() -> api.roles(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(refusal).hasMessageContaining("$.roles[1].branch_id is missing");
  }

  static final List<String> leakyBodies =
      List.of(
          "{\"password\": [\"npg_example_password\"]}",
          "{\"password\": npg_example_password}",
          "npg_example_password");

  @ParameterizedTest
  @FieldSource("leakyBodies")
  void shouldShowNothingOfAnUnreadableBody(String body) {
    // Given
    neon.answerForeign(200, body);

    // When
    NeonException refusal = refusalOf(() -> api.password(PROJECT_ID, BRANCH_ID, "app"));

    // Then
    assertThat(refusal).hasStackTraceContaining("reveal_password");
    assertThat(stackTraceOf(refusal)).doesNotContain("npg_", NeonServer.KEY);
  }

  @Test
  void shouldShortenEndlessMessages() {
    // Given
    neon.refuse(400, "", "x".repeat(10_000));

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(refusal.getMessage()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After: 7, PT7S",
    "'Retry-After: Mon, 23 Nov 2026 09:00:30 GMT', PT30S",
    "'Retry-After: Mon, 23 Nov 2026 08:00:30 GMT', PT0S",
    "Retry-After: 86400, PT10M",
    "Retry-After: soon, PT5S",
    "X-Other: 1, PT5S"
  })
  void shouldWaitAsLongAsNeonAsksWhenThrottled(String header, Duration wait) {
    // Given
    neon.refuse(429, "", "too many requests", header);

    // When
    NeonException refusal = refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));

    // Then
    assertThat(((NeonException.Throttled) refusal).retryAfter()).isEqualTo(wait);
  }

  @Test
  void shouldSendNothingMoreUntilThrottlingIsOver() {
    // Given
    neon.refuse(429, "", "too many requests", "Retry-After: 7");
    refusalOf(() -> api.createBranch(PROJECT_ID, BRANCH));
    clock.advance(Duration.ofSeconds(3));

    // When
    NeonException refusal = refusalOf(api::checkKey);

    // Then
    assertThat(((NeonException.Throttled) refusal).retryAfter()).isEqualTo(Duration.ofSeconds(4));
    assertThat(neon.requests()).hasSize(1);
  }

  private static NeonException refusalOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(NeonException.class, call);
  }

  private static String stackTraceOf(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
