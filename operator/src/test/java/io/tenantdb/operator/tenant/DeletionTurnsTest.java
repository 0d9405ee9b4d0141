package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many stores that are deleted together begin to go a few at a time. */
final class DeletionTurnsTest {
  private static final int MANY = 1_000;

  private final MutableClock clock = new MutableClock();
  private final DeletionTurns turns = new DeletionTurns(clock);
  private final List<TenantDatabase> stores =
      IntStream.range(0, MANY).mapToObj(i -> store("store-" + i).uid("uid-" + i).build()).toList();

  @Test
  void shouldLetOneGoAtOnce() {
    assertThat(turns.waitFor(stores.getFirst())).isEmpty();
  }

  @Test
  void shouldLetAFewOfManyGoAtOnceAndAllInTheEnd() {
    // When
    long atOnce = going();
    clock.advance(Duration.ofSeconds(10));
    long afterTenSeconds = going();
    clock.advance(Duration.ofSeconds(90));

    // Then
    assertThat(atOnce).isBetween(20L, 22L);
    assertThat(afterTenSeconds).isBetween(115L, 125L);
    assertThat(going()).isEqualTo(MANY);
  }

  @Test
  void shouldKeepTheTurnOfOneThatIsLookedAtBefore() {
    // Given
    going();
    TenantDatabase last = stores.getLast();

    // When
    Duration first = turns.waitFor(last).orElseThrow();
    clock.advance(Duration.ofSeconds(1));

    // Then
    assertThat(turns.waitFor(last)).contains(first.minusSeconds(1));
  }

  private long going() {
    return stores.stream().filter(store -> turns.waitFor(store).isEmpty()).count();
  }
}
