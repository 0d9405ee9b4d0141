package io.tenantdb.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnreachableStoresTest {
  private final MutableClock clock = new MutableClock();
  private final List<Waiter> woken = new ArrayList<>();
  private final UnreachableStores stores = new UnreachableStores(woken::add, clock);

  @Test
  void shouldLookAtOneStoreEveryFewSecondsForTheFirstMinute() {
    // When
    Duration longest = Duration.ZERO;
    for (Duration time = Duration.ZERO; time.toSeconds() < 60; ) {
      Duration next = stores.missed(store(1));
      longest = next.compareTo(longest) > 0 ? next : longest;
      clock.advance(next);
      time = time.plus(next);
    }

    // Then
    assertThat(longest).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldLookLessAndLessOftenAtOneThatStaysAway() {
    // Given
    stores.missed(store(1));

    // When // Then
    clock.advance(Duration.ofMinutes(32));
    assertThat(stores.missed(store(1))).isEqualTo(Duration.ofMinutes(1));
    clock.advance(Duration.ofDays(3));
    assertThat(stores.missed(store(1))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldLookTwiceASecondInAllHoweverManyThereAre() {
    // Given
    for (int i = 0; i < 1000; i++) {
      stores.missed(store(i));
    }

    // When // Then
    assertThat(stores.missed(store(500))).isEqualTo(Duration.ofSeconds(500));
  }

  @Test
  void shouldLookAtOthersWhenOneCanBeReachedAgain() {
    // Given
    for (int i = 0; i < 20; i++) {
      stores.missed(store(i));
    }

    // When
    stores.reached(store(7));

    // Then
    assertThat(woken).hasSize(8).doesNotContain(store(7)).doesNotHaveDuplicates();

    // When
    stores.reached(store(0));

    // Then
    assertThat(woken).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void shouldWakeNobodyForAStoreThatWasNeverAway() {
    // Given
    stores.missed(store(1));

    // When
    stores.reached(store(2));
    boolean wasKnown = stores.forget(store(1));
    stores.reached(store(1));

    // Then
    assertThat(wasKnown).isTrue();
    assertThat(woken).isEmpty();
  }

  private static Waiter store(int number) {
    return new Waiter(Waiter.Kind.STORE, "stores", "store-" + number);
  }
}
