package io.tenantdb.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalChecksTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final String BRANCHES = "/projects/p/branches";

  private final List<Call> calls = new ArrayList<>();

  @Test
  void shouldNoticeACreateThatIsSentAgainWithoutALook() {
    // Given
    call(0, "POST", BRANCHES, 0, "store-1");
    call(1, "GET", "/projects/p/operations", 200, "");
    call(2, "POST", BRANCHES, 201, "store-1");

    // When // Then
    assertThat(verdict("no create repeated").problems()).hasSize(1);
  }

  @Test
  void shouldAcceptACreateThatIsSentAgainAfterALook() {
    // Given
    call(0, "POST", BRANCHES, 0, "store-1");
    call(1, "GET", BRANCHES, 200, "");
    call(2, "POST", BRANCHES, 201, "store-1");

    // When // Then
    assertThat(verdict("no create repeated").problems()).isEmpty();
  }

  @Test
  void shouldNotTakeALookThatFailedOrCameEarlierForALook() {
    // Given
    call(0, "GET", BRANCHES, 200, "");
    call(1, "POST", BRANCHES, 502, "store-1");
    call(2, "GET", BRANCHES, 503, "");
    call(3, "POST", BRANCHES, 201, "store-1");

    // When // Then
    assertThat(verdict("no create repeated").problems()).hasSize(1);
  }

  @Test
  void shouldKnowThatTwoOperatorsThatDoNotElectMayBothHaveLookedBefore() {
    // Given
    call(0, "GET", BRANCHES, 200, "");
    call(1, "POST", BRANCHES, 201, "store-1");
    call(2, "POST", BRANCHES, 409, "store-1");

    // When
    List<String> ofTwo = verdict("no create repeated", false).problems();
    List<String> ofALeader = verdict("no create repeated", true).problems();

    // Then
    assertThat(ofTwo).isEmpty();
    assertThat(ofALeader).hasSize(1);
  }

  @Test
  void shouldAcceptThatARefusedCreateIsSentAgain() {
    // Given
    call(0, "POST", BRANCHES, 423, "store-1");
    call(1, "POST", BRANCHES, 201, "store-1");
    call(2, "POST", BRANCHES, 201, "store-2");

    // When // Then
    assertThat(verdict("no create repeated").problems()).isEmpty();
  }

  @Test
  void shouldNoticeMoreCallsInASecondThanTheBudgetAllows() {
    // Given
    for (int i = 0; i < 41; i++) {
      call(i * 24L, "GET", BRANCHES, 200, "");
    }

    // When // Then
    assertThat(verdict("budget of 40 calls a second").problems()).hasSize(1);
    assertThat(verdict("budget of 700 calls a minute").problems()).isEmpty();
  }

  @Test
  void shouldNotCountCallsThatAreASecondApartTogether() {
    // Given
    for (int i = 0; i < 80; i++) {
      call(i * 26L, "GET", BRANCHES, 200, "");
    }

    // When // Then
    assertThat(verdict("budget of 40 calls a second").problems()).isEmpty();
  }

  private Verdict verdict(String check) {
    return verdict(check, true);
  }

  private Verdict verdict(String check, boolean isElecting) {
    return new JournalChecks(calls, 0, isElecting)
        .all().stream().filter(v -> v.check().startsWith(check)).findFirst().orElseThrow();
  }

  private void call(long millis, String method, String path, int status, String branch) {
    calls.add(
        new Call(
            calls.size(),
            START.plus(Duration.ofMillis(millis)),
            "api",
            method,
            path,
            status,
            1,
            "",
            Optional.empty(),
            "9a7c",
            branch,
            ""));
  }
}
