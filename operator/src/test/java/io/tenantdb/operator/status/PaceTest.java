package io.tenantdb.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final MutableClock clock = new MutableClock();
  private final Pace pace = Pace.quick(clock);

  @Test
  void shouldLetAFewGoAtOnce() {
    assertThat(takeAll()).isBetween(20L, 21L);
  }

  @Test
  void shouldLetFortyGoInASecond() {
    // Given
    takeAll();

    // When
    long taken = 0;
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMillis(50));
      taken += takeAll();
    }

    // Then
    assertThat(taken).isEqualTo(40);
  }

  @Test
  void shouldNotSaveUpMoreThanAFewTurns() {
    // Given
    takeAll();

    // When
    clock.advance(Duration.ofHours(1));

    // Then
    assertThat(takeAll()).isBetween(20L, 21L);
  }

  @Test
  void shouldGiveTurnsOneAfterAnother() {
    // Given
    takeAll();

    // When
    Instant first = pace.reserve();
    Instant second = pace.reserve();

    // Then
    assertThat(first).isAfter(clock.instant());
    assertThat(second).isEqualTo(first.plusMillis(25));
  }

  private long takeAll() {
    return IntStream.range(0, 1_000).filter(i -> pace.take()).count();
  }
}
