package io.tenantdb.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(1));

  @Test
  void shouldWaitBetweenHalfAndAllOfTheFirstWait() {
    // When
    Duration wait = backoff.next();

    // Then
    assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void shouldDoubleUntilTheLongestWait() {
    // Given
    backoff.next();
    backoff.next();

    // When
    Duration third = backoff.next();
    for (int i = 0; i < 100; i++) {
      backoff.next();
    }

    // Then
    assertThat(third).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(backoff.next()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  @Test
  void shouldStartOverAfterItWasReset() {
    // Given
    for (int i = 0; i < 100; i++) {
      backoff.next();
    }

    // When
    backoff.reset();

    // Then
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
