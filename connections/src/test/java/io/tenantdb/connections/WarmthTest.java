package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WarmthTest {
  private static final long START = System.nanoTime();

  private static long at(long seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static Warmth used(long... seconds) {
    Warmth warmth = new Warmth(at(seconds[0]));
    for (int i = 1; i < seconds.length; i++) {
      warmth.use(at(seconds[i]));
    }
    return warmth;
  }

  @Test
  void shouldBeWarmerWhenUsedLater() {
    assertThat(used(2).degree()).isGreaterThan(used(1).degree());
  }

  @Test
  void shouldBeWarmerWhenUsedOftenThanWhenUsedOnceAndLater() {
    assertThat(used(0, 1, 2).degree()).isGreaterThan(used(3).degree());
  }

  @Test
  void shouldCoolDown() {
    assertThat(used(0, 1, 2).degree()).isLessThan(used(60).degree());
  }

  @Test
  void shouldCountAUseAsHalfAfterTenSeconds() {
    assertThat(used(0, 0).degree()).isEqualTo(used(10).degree());
  }
}
