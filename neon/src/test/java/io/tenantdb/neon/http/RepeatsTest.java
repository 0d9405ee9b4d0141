package io.tenantdb.neon.http;

import static io.tenantdb.neon.http.Samples.BRANCH_ID;
import static io.tenantdb.neon.http.Samples.ENDPOINT_ID;
import static io.tenantdb.neon.http.Samples.PROJECT_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, what never is, and what is said when no answer comes. */
class RepeatsTest {
  private static final String AUTH =
      "{\"account_id\": \"org-1\", \"auth_method\": \"api_key_org\"}";
  private static final EndpointSettings SETTINGS = new EndpointSettings(0.25, 1, 0, false);

  private final NeonServer neon = new NeonServer();
  private final MutableClock clock = new MutableClock();
  private final RequestBudget budget = RequestBudget.ofNeonAccount(clock);
  private final NeonApi api = neon.client(budget, Deadlines.usual(), clock);
  private final NeonApi impatient = neon.client(budget, NeonServer.SHORT, clock);

  @AfterEach
  void close() {
    neon.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 524})
  void shouldAskAgainWhenReadFailsAtNeon(int status) {
    // Given
    neon.answerForeign(status, "<html>").answerForeign(status, "<html>").answer(200, AUTH);

    // When
    String account = api.checkKey();

    // Then
    assertThat(account).isEqualTo("org-1");
    assertThat(neon.pauses)
        .hasSize(2)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofMillis(100), Duration.ofMillis(500)));
  }

  @Test
  void shouldAskAgainWhenConnectionBreaks() {
    // Given
    neon.hangUp().answer(200, AUTH);

    // When
    String account = api.checkKey();

    // Then
    assertThat(account).isEqualTo("org-1");
  }

  @Test
  void shouldStopAfterTwoRepeats() {
    // Given
    neon.refuse(500, "", "a").refuse(500, "", "b").refuse(500, "", "c");

    // When
    NeonException failure = failureOf(api::checkKey);

    // Then
    assertThat(failure).isInstanceOf(NeonException.Unavailable.class).hasMessageContaining(": c.");
    assertThat(neon.requests()).hasSize(3);
  }

  @Test
  void shouldWaitAsLongAsAskedBeforeRepeatingWhenThatIsShort() {
    // Given
    neon.refuse(503, "", "busy", "Retry-After: 2").answer(200, AUTH);

    // When
    api.checkKey();

    // Then
    assertThat(neon.pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void shouldNotWaitInsideTheClientWhenAskedToWaitLong() {
    // Given
    neon.refuse(503, "", "busy", "Retry-After: 60");

    // When
    NeonException failure = failureOf(api::checkKey);

    // Then
    assertThat(failure).isInstanceOf(NeonException.Unavailable.class);
    assertThat(neon.pauses).isEmpty();
  }

  @Test
  void shouldNotRepeatBeyondItsDeadline() {
    // Given
    neon.refuse(503, "", "busy", "Retry-After: 1");

    // When
    NeonException failure = failureOf(impatient::checkKey);

    // Then
    assertThat(failure).isInstanceOf(NeonException.Unavailable.class);
    assertThat(neon.pauses).isEmpty();
  }

  @Test
  void shouldTakeRoomInBudgetForEachRepeat() {
    // Given
    neon.hangUp().hangUp().answer(200, AUTH);

    // When
    api.checkKey();

    // Then
    assertThat(budget.used()).isEqualTo(3);
  }

  static final List<Consumer<NeonApi>> changes =
      List.of(
          api -> api.createBranch(PROJECT_ID, new NewBranch("store-1", null, null, Map.of())),
          api -> api.deleteBranch(PROJECT_ID, BRANCH_ID),
          api -> api.protectBranch(PROJECT_ID, BRANCH_ID, true),
          api -> api.updateEndpoint(PROJECT_ID, ENDPOINT_ID, SETTINGS),
          api -> api.resetPassword(PROJECT_ID, BRANCH_ID, "app"));

  @ParameterizedTest
  @FieldSource("changes")
  void shouldSendChangeOnceWhenConnectionBreaks(Consumer<NeonApi> change) {
    // Given
    neon.hangUp();

    // When
    NeonException failure = failureOf(() -> change.accept(api));

    // Then
    assertThat(failure).isInstanceOf(NeonException.OutcomeUnknown.class);
    assertThat(neon.requests()).hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("changes")
  void shouldSendChangeOnceWhenKeptConnectionBreaks(Consumer<NeonApi> change) {
    // Given
    neon.answer(200, AUTH).hangUp();
    api.checkKey();

    // When
    NeonException failure = failureOf(() -> change.accept(api));

    // Then
    assertThat(failure).isInstanceOf(NeonException.OutcomeUnknown.class);
    assertThat(neon.requests()).hasSize(2);
  }

  @ParameterizedTest
  @FieldSource("changes")
  void shouldSendChangeOnceWhenInvitedToRepeatItAtOnce(Consumer<NeonApi> change) {
    // Given
    neon.refuse(503, "", "busy", "Retry-After: 0");

    // When
    NeonException failure = failureOf(() -> change.accept(api));

    // Then
    assertThat(failure).isInstanceOf(NeonException.Unavailable.class);
    assertThat(neon.requests()).hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("changes")
  void shouldNotKnowOutcomeOfChangeWhenNoAnswerComesInTime(Consumer<NeonApi> change) {
    // Given
    neon.staySilent();

    // When
    NeonException failure = failureOf(() -> change.accept(impatient));

    // Then
    assertThat(failure)
        .isInstanceOf(NeonException.OutcomeUnknown.class)
        .hasMessageContaining("got no answer (request ");
  }

  @Test
  void shouldNotKnowOutcomeOfChangeWhenAnswerStopsHalfWay() {
    // Given
    neon.stallIn(Samples.createdBranch());

    // When
    NeonException failure =
        failureOf(
            () ->
                impatient.createBranch(PROJECT_ID, new NewBranch("store-1", null, null, Map.of())));

    // Then
    assertThat(failure).isInstanceOf(NeonException.OutcomeUnknown.class);
  }

  @Test
  void shouldNotFollowRedirects() {
    // Given
    neon.answerForeign(307, "", "Location: /api/v2/auth");

    // When
    NeonException failure = failureOf(() -> api.deleteBranch(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(failure).isInstanceOf(NeonException.OutcomeUnknown.class);
    assertThat(neon.requests()).hasSize(1);
  }

  @Test
  void shouldSayThatNothingWasDoneWhenNobodyListens() {
    // Given
    NeonServer closed = new NeonServer();
    URI nobody = closed.baseUrl();
    closed.close();
    NeonApi unreachable =
        HttpNeonApi.create(
            nobody,
            new Secret(NeonServer.KEY),
            budget,
            NeonCalls.ignored(),
            NeonServer.SHORT,
            Clock.systemUTC());

    // When
    NeonException failure = failureOf(() -> unreachable.deleteBranch(PROJECT_ID, BRANCH_ID));

    // Then
    assertThat(failure)
        .isInstanceOf(NeonException.Unavailable.class)
        .hasMessageContaining(
            "DELETE /projects/late-frost-12345678/branches/br-calm-river-x9y8z7w6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two\nlines", "schlüssel"})
  void shouldRejectWhatCannotBeAKeyBeforeAnythingIsSent(String key) {
    // When
    NeonException failure =
        failureOf(
            () ->
                HttpNeonApi.create(
                    neon.baseUrl(), new Secret(key), budget, NeonCalls.ignored(), clock));

    // Then
    assertThat(failure).isInstanceOf(NeonException.KeyRejected.class);
  }

  @Test
  void shouldForgiveSlashAtEndOfBaseUrl() {
    // Given
    neon.answer(200, AUTH);
    NeonApi slashed =
        HttpNeonApi.create(
            URI.create(neon.baseUrl() + "/"),
            new Secret(NeonServer.KEY),
            budget,
            NeonCalls.ignored(),
            clock);

    // When
    slashed.checkKey();

    // Then
    assertThat(neon.asked()).containsExactly("GET /auth");
  }

  @Test
  void shouldForgiveLineEndAroundKey() {
    // Given
    neon.answer(200, AUTH);
    NeonApi padded =
        HttpNeonApi.create(
            neon.baseUrl(), new Secret(NeonServer.KEY + "\n"), budget, NeonCalls.ignored(), clock);

    // When
    padded.checkKey();

    // Then
    assertThat(neon.requests().getFirst().getHeaders().get("Authorization"))
        .isEqualTo("Bearer " + NeonServer.KEY);
  }

  private static NeonException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(NeonException.class, call);
  }
}
