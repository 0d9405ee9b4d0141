package io.tenantdb.operator.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final String ACCOUNT = "account";

  private final MutableClock clock = new MutableClock();
  private final FakeNeonApi neon = new FakeNeonApi(clock);
  private int recoveries;
  private final Outages outages = new Outages(() -> recoveries++, clock);

  @BeforeEach
  void anAccount() {
    outages.client(ACCOUNT, neon);
  }

  @Test
  void shouldAskEverySecondWhileNeonCannotBeReached() {
    // Given
    fail(3);

    // When
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(100));
      outages.tick();
    }

    // Then
    assertThat(neon.calls().count("checkKey")).isEqualTo(10);
  }

  @Test
  void shouldTellOnceWhenNeonCanBeReachedAgain() {
    // Given
    fail(5);

    // When
    outages.called(ACCOUNT, true);
    outages.called(ACCOUNT, true);

    // Then
    assertThat(recoveries).isEqualTo(1);
  }

  @Test
  void shouldNotCallSingleFailuresAnOutage() {
    // When
    for (int i = 0; i < 10; i++) {
      fail(1);
      outages.called(ACCOUNT, true);
    }

    // Then
    assertThat(recoveries).isZero();
  }

  @Test
  void shouldAskNothingWhileNeonAnswers() {
    // Given
    outages.called(ACCOUNT, true);
    clock.advance(Duration.ofMinutes(1));

    // When
    outages.tick();

    // Then
    assertThat(neon.calls().count("checkKey")).isZero();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      outages.called(ACCOUNT, false);
    }
  }
}
