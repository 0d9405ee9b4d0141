package io.tenantdb.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RechecksTest {
  private final BackoffTimes backoff = new BackoffTimes(new Random(1));
  private final Rechecks rechecks = new Rechecks(backoff);

  @Test
  void shouldWaitForThePeriodicPassWhenNothingIsDue() {
    assertThat(rechecks.after("a", new Recheck.WhenDue())).isEmpty();
  }

  @Test
  void shouldComeAtOnceWhenThereIsANextStep() {
    assertThat(rechecks.after("a", new Recheck.AtOnce()).orElseThrow())
        .isPositive()
        .isLessThan(Duration.ofMillis(100));
  }

  @Test
  void shouldWaitAsLongAsSaid() {
    assertThat(rechecks.after("a", new Recheck.After(Duration.ofSeconds(7))))
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void shouldDoubleFromOneSecondToFiveMinutesWithJitter() {
    // When
    long[] millis = IntStream.range(0, 30).mapToLong(i -> backoff.next("a").toMillis()).toArray();

    // Then
    for (int i = 0; i < millis.length; i++) {
      long full = Math.min(300_000, 1000L << Math.min(i, 20));
      assertThat(millis[i]).isBetween(full / 2, full);
    }
  }

  @Test
  void shouldCountFailuresOfEachResourceApart() {
    // Given
    IntStream.range(0, 10).forEach(i -> backoff.next("a"));

    // When
    Duration other = backoff.next("b");

    // Then
    assertThat(other).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldStartAnewWhenSomethingElseCameBetween() {
    // Given
    IntStream.range(0, 10).forEach(i -> rechecks.after("a", new Recheck.Backoff()));
    rechecks.after("a", new Recheck.AtOnce());

    // When
    Duration next = rechecks.after("a", new Recheck.Backoff()).orElseThrow();

    // Then
    assertThat(next).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldStartAnewWhenResourceIsForgotten() {
    // Given
    IntStream.range(0, 10).forEach(i -> rechecks.after("a", new Recheck.Backoff()));
    rechecks.forget("a");

    // When
    Duration next = rechecks.after("a", new Recheck.Backoff()).orElseThrow();

    // Then
    assertThat(next).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
