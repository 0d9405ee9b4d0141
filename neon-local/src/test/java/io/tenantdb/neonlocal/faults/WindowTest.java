package io.tenantdb.neonlocal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WindowTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void shouldHaveRoomAgainWhenTheOldestCallIsAWindowAgo() {
    // Given
    Window window = new Window(2, Duration.ofSeconds(60));
    window.add(NOON);
    window.add(NOON.plusSeconds(10));

    // Then
    assertThat(window.wait(NOON.plusSeconds(20))).contains(Duration.ofSeconds(40));
    assertThat(window.wait(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldAlwaysHaveRoomWithoutALimit() {
    // Given
    Window window = new Window(0, Duration.ofSeconds(1));

    // When
    window.add(NOON);

    // Then
    assertThat(window.wait(NOON)).isEmpty();
  }
}
