package io.tenantdb.operator.runtime;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many stores that are applied together begin a few at a time. */
final class ArrivalsTest {
  private static final int MANY = 1_000;

  private final MutableClock clock = new MutableClock();
  private final List<String> woken = new ArrayList<>();
  private boolean isNeonBehind;
  private final Arrivals arrivals =
      new Arrivals(waiter -> woken.add(waiter.name()), () -> isNeonBehind, clock);

  @Test
  void shouldLetOneStoreBeginAtOnce() {
    // When
    boolean begins = arrivals.beginsAtOnce(store("acme").build());

    // Then
    assertThat(begins).isTrue();
    assertThat(arrivals.waiting()).isZero();
  }

  @Test
  void shouldLetFewOfManyBeginAtOnce() {
    // When
    long atOnce = apply(MANY);

    // Then
    assertThat(atOnce).isBetween(20L, 45L);
    assertThat(arrivals.waiting()).isEqualTo(MANY - (int) atOnce);
  }

  @Test
  void shouldLetAllBeginInTheEndEachOnce() {
    // Given
    long atOnce = apply(MANY);

    // When
    for (int i = 0; i < MANY; i++) {
      clock.advance(Duration.ofMillis(50));
      arrivals.tick();
    }

    // Then
    assertThat(woken).hasSize(MANY - (int) atOnce).doesNotHaveDuplicates();
    assertThat(arrivals.waiting()).isZero();
  }

  @Test
  void shouldLetAStoreThatComesLaterBeginAtOnceThoughManyWait() {
    // Given
    apply(MANY);

    // When
    clock.advance(Duration.ofMillis(100));
    boolean begins = arrivals.beginsAtOnce(store("newest").build());

    // Then
    assertThat(begins).isTrue();
  }

  @Test
  void shouldLetTheNewestOfThoseThatWaitBeginNext() {
    // Given
    apply(MANY);

    // When
    clock.advance(Duration.ofMillis(50));
    arrivals.tick();

    // Then
    assertThat(woken).contains("store-" + (MANY - 1));
  }

  @Test
  void shouldLetThemBeginSlowlyWhileEnoughOthersWaitForNeon() {
    // Given
    apply(MANY);
    clock.advance(Duration.ofSeconds(10));
    isNeonBehind = true;
    arrivals.tick();
    int before = woken.size();

    // When
    clock.advance(Duration.ofSeconds(1));
    arrivals.tick();

    // Then
    assertThat(woken).hasSize(before + 10);
  }

  @Test
  void shouldLetTheOldestBeginThoughNewOnesKeepComing() {
    // Given
    apply(MANY);

    // When
    for (int i = 0; i < 5; i++) {
      arrivals.beginsAtOnce(store("newer-" + i).build());
      arrivals.beginsAtOnce(store("newer-still-" + i).build());
      clock.advance(Duration.ofMillis(50));
      arrivals.tick();
    }

    // Then
    assertThat(woken).filteredOn(name -> name.startsWith("store-")).hasSizeGreaterThan(3);
  }

  @Test
  void shouldForgetThoseThatAnotherProcessLetBegin() {
    // Given
    apply(MANY);

    // When
    for (int i = 0; i < MANY; i++) {
      TenantDatabase begun = store("store-" + i).build();
      begun.getMetadata().setFinalizers(List.of("tenantdb.io/finalizer"));
      arrivals.changed(begun);
    }

    // Then
    assertThat(arrivals.waiting()).isZero();
  }

  @Test
  void shouldNotHoldBackAStoreThatBeganBeforeOrIsToGo() {
    // Given
    apply(MANY);
    TenantDatabase begun = store("begun").build();
    begun.getMetadata().setFinalizers(List.of("tenantdb.io/finalizer"));
    TenantDatabase leaving = store("leaving").build();
    leaving.getMetadata().setDeletionTimestamp("2026-11-23T09:00:00Z");

    // When
    boolean doesBegunBegin = arrivals.beginsAtOnce(begun);
    boolean doesLeavingBegin = arrivals.beginsAtOnce(leaving);

    // Then
    assertThat(doesBegunBegin).isTrue();
    assertThat(doesLeavingBegin).isTrue();
  }

  private long apply(int stores) {
    return IntStream.range(0, stores)
        .mapToObj(i -> store("store-" + i).build())
        .filter(arrivals::beginsAtOnce)
        .count();
  }
}
