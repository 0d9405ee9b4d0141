package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.TenantDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of many new stores is the newest. */
final class ArrivalOrderTest {
  private static final String SECOND = "2026-11-26T10:00:00Z";
  private static final String NEXT_SECOND = "2026-11-26T10:00:01Z";

  private final ArrivalOrder order = new ArrivalOrder();

  @Test
  void shouldTellApartStoresThatWereCreatedInTheSameSecond() {
    // Given
    TenantDatabase first = store("first").createdAt(SECOND).build();
    TenantDatabase second = store("second").createdAt(SECOND).build();
    TenantDatabase third = store("third").createdAt(NEXT_SECOND).build();

    // When
    order.appeared(third);
    order.appeared(first);
    order.appeared(second);

    // Then
    assertThat(order.of(first)).isBefore(order.of(second));
    assertThat(order.of(second)).isBefore(order.of(third));
  }

  @Test
  void shouldKnowAStoreThatItNeverSawByItsSecond() {
    assertThat(order.of(store("unseen").createdAt(SECOND).build()))
        .isEqualTo(Instant.parse(SECOND));
  }

  @Test
  void shouldForgetStoresThatAreMadeOrGone() {
    // Given
    World world = new World();
    world.put(store("acme"));
    TenantDatabase asked = world.store("acme");
    TenantDatabase other = store("other").build();
    order.appeared(asked);
    order.appeared(other);

    // When
    world.run("acme");
    order.changed(world.store("acme"));
    order.gone(other);

    // Then
    assertThat(order.size()).isZero();
  }

  @Test
  void shouldNotRememberStoresThatWereMadeBefore() {
    // Given
    World world = new World();
    world.put(store("acme"));
    world.run("acme");

    // When
    order.appeared(world.store("acme"));

    // Then
    assertThat(order.size()).isZero();
  }
}
