package io.tenantdb.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Tally tally = new Tally(Duration.ofMinutes(1), 2);

  @Test
  void shouldWriteAtOnceTheFirstTime() {
    // When
    int times = tally.count("a", NOON);

    // Then
    assertThat(times).isEqualTo(1);
  }

  @Test
  void shouldWriteNothingWithinTheInterval() {
    // Given
    tally.count("a", NOON);

    // When
    int times = tally.count("a", NOON.plusSeconds(59));

    // Then
    assertThat(times).isZero();
  }

  @Test
  void shouldWriteAllThatHappenedSinceWhenTheIntervalIsOver() {
    // Given
    tally.count("a", NOON);
    tally.count("a", NOON.plusSeconds(20));
    tally.count("a", NOON.plusSeconds(40));

    // When
    int times = tally.count("a", NOON.plusSeconds(60));

    // Then
    assertThat(times).isEqualTo(3);
  }

  @Test
  void shouldCountEachOnItsOwn() {
    // Given
    tally.count("a", NOON);

    // When
    int times = tally.count("b", NOON);

    // Then
    assertThat(times).isEqualTo(1);
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooMany() {
    // Given
    tally.count("a", NOON);
    tally.count("b", NOON);
    tally.count("c", NOON);

    // When
    int times = tally.count("a", NOON);

    // Then
    assertThat(times).isEqualTo(1);
  }
}
