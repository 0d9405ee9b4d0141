package io.tenantdb.neon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBudgetTest {
  private final MutableClock clock = new MutableClock();
  private final RequestBudget budget = new RequestBudget(100, 10, clock);

  @ParameterizedTest
  @CsvSource({"INTERACTIVE, 10", "BEGINNING, 3", "NORMAL, 8", "BACKGROUND, 5"})
  void shouldKeepPartOfSecondForTheMoreUrgent(Priority priority, int room) {
    // When
    int taken = takeAll(priority);

    // Then
    assertThat(taken).isEqualTo(room);
  }

  @ParameterizedTest
  @CsvSource({"INTERACTIVE, 100", "NORMAL, 80", "BACKGROUND, 50"})
  void shouldKeepPartOfMinuteForTheMoreUrgent(Priority priority, int room) {
    // When
    int taken = takeEverySecond(priority, 30);

    // Then
    assertThat(taken).isEqualTo(room);
  }

  @Test
  void shouldSpreadWhatBeginsOverTheMinute() {
    // When
    int inTwentySeconds = takeEverySecond(Priority.BEGINNING, 20);
    int inTheRest = takeEverySecond(Priority.BEGINNING, 40);

    // Then
    assertThat(inTwentySeconds).isBetween(12, 14);
    assertThat(inTwentySeconds + inTheRest).isEqualTo(33);
  }

  @Test
  void shouldBeginNothingNewWhenAlmostAllIsUsed() {
    // Given
    for (int i = 0; i < 95; i++) {
      budget.take(Priority.INTERACTIVE);
      clock.advance(Duration.ofMillis(200));
    }

    // When
    int begun = takeAll(Priority.BEGINNING);
    int others = takeAll(Priority.INTERACTIVE);

    // Then
    assertThat(begun).isZero();
    assertThat(others).isEqualTo(5);
  }

  @Test
  void shouldLetInteractiveOvertakeBackground() {
    // Given
    takeAll(Priority.BACKGROUND);

    // When
    int taken = takeAll(Priority.INTERACTIVE);

    // Then
    assertThat(taken).isEqualTo(5);
  }

  @Test
  void shouldSayWhenThereIsRoomAgain() {
    // Given
    budget.take(Priority.INTERACTIVE);
    clock.advance(Duration.ofMillis(300));
    takeAll(Priority.INTERACTIVE);

    // When
    NeonException.Throttled refusal = refusal(Priority.INTERACTIVE);

    // Then
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void shouldHaveRoomAfterTheTimeItNamed() {
    // Given
    takeAll(Priority.BACKGROUND);
    clock.advance(refusal(Priority.BACKGROUND).retryAfter());

    // When
    budget.take(Priority.BACKGROUND);

    // Then
    assertThat(budget.used()).isEqualTo(6);
  }

  @Test
  void shouldNeverLetMoreThroughThanEitherWindowAllows() {
    // Given
    Random random = new Random(7);
    List<Priority> priorities = List.of(Priority.values());
    List<Instant> sent = new ArrayList<>();

    // When
    for (int i = 0; i < 20_000; i++) {
      clock.advance(Duration.ofMillis(random.nextInt(60)));
      try {
        budget.take(priorities.get(random.nextInt(priorities.size())));
        sent.add(clock.instant());
      } catch (NeonException.Throttled refused) {
        clock.advance(Duration.ofMillis(random.nextInt(200)));
      }
    }

    // Then
    assertThat(sent).hasSizeGreaterThan(1_000);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(between(sent, i, 10)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(between(sent, i, 100)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void shouldHaveNoRoomUntilNeonsWaitIsOver() {
    // Given
    budget.closeFor(Duration.ofSeconds(9));

    // When
    NeonException.Throttled refusal = refusal(Priority.INTERACTIVE);

    // Then
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    assertThat(budget.available(Priority.INTERACTIVE)).isZero();
  }

  @Test
  void shouldKeepTheLongerOfTwoWaits() {
    // Given
    budget.closeFor(Duration.ofSeconds(9));

    // When
    budget.closeFor(Duration.ofSeconds(2));

    // Then
    assertThat(refusal(Priority.INTERACTIVE).retryAfter()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void shouldShowWhatIsUsedAndWhatIsLeft() {
    // When
    takeAll(Priority.BACKGROUND);

    // Then
    assertThat(budget.used()).isEqualTo(5);
    assertThat(budget.refused()).isEqualTo(1);
    assertThat(budget.available(Priority.INTERACTIVE)).isEqualTo(95);
    assertThat(budget.available(Priority.BACKGROUND)).isEqualTo(45);
  }

  @Test
  void shouldRefuseBudgetWithoutRoomForBackground() {
    // When
    var refusal = assertThatIllegalArgumentException();

    // Then
    refusal.isThrownBy(() -> new RequestBudget(1, 1, clock)).withMessageContaining("at least 2");
  }

  private int takeEverySecond(Priority priority, int seconds) {
    int taken = 0;
    for (int second = 0; second < seconds; second++) {
      taken += takeAll(priority);
      clock.advance(Duration.ofSeconds(1));
    }
    return taken;
  }

  private int takeAll(Priority priority) {
    for (int taken = 0; ; taken++) {
      try {
        budget.take(priority);
      } catch (NeonException.Throttled full) {
        return taken;
      }
    }
  }

  private NeonException.Throttled refusal(Priority priority) {
    return catchThrowableOfType(NeonException.Throttled.class, () -> budget.take(priority));
  }

  /** From the request that filled a window to the one that needed room again. */
  private static Duration between(List<Instant> sent, int i, int limit) {
    return i < limit ? Duration.ofDays(1) : Duration.between(sent.get(i - limit), sent.get(i));
  }
}
