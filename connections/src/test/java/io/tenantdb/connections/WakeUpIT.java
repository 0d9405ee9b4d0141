package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.connections.StoreUnavailableException.NotReached;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store's server that sleeps, is away, or goes while it is used. */
final class WakeUpIT {
  private static final TestPlatform platform = new TestPlatform();

  private final Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
  private final TenantConnections stores =
      platform
          .connections()
          .listener(
              new ConnectionsListener() {
                @Override
                public void opened(UUID organization, Duration took, int tried) {
                  attempts.add(tried);
                }
              })
          .build();

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void shouldTryForAllWhoWaitTogetherUntilTheServerIsAwake() throws Exception {
    // Given
    TestStore store = platform.newStore();
    store.relay().goAway();
    List<Future<String>> answers = new ArrayList<>();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> product(store)));
      }
      TimeUnit.MILLISECONDS.sleep(1_500);
      int tried = store.relay().calls();
      store.relay().comeBack();

      // Then
      assertThat(tried).isLessThan(10);
      for (Future<String> answer : answers) {
        assertThat(answer.get(4, TimeUnit.SECONDS)).isEqualTo("product of " + store.label());
      }
    }
    assertThat(attempts.peek()).isGreaterThan(1);
  }

  @Test
  void shouldSayThatTheServerCouldNotBeReachedWhenTheDeadlineIsOver() {
    // Given
    TestStore store = platform.newStore();
    store.relay().goAway();
    long start = System.nanoTime();

    // When
    assertThatThrownBy(() -> stores.getConnection(store.host()))
        .isInstanceOf(NotReached.class)
        .hasMessageContaining(store.organization().toString())
        .hasMessageContaining("08");

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void shouldGoOnAfterAServerThatTookCallsAndSaidNothing() throws Exception {
    // Given
    TestStore store = platform.newStore();
    store.relay().goSilent();
    assertThatThrownBy(() -> stores.getConnection(store.host())).isInstanceOf(NotReached.class);

    // When
    store.relay().comeBack();

    // Then
    assertThat(product(store)).isEqualTo("product of " + store.label());
  }

  @Test
  void shouldNotHoldUpOtherStoresWhileOneIsAway() throws Exception {
    // Given
    TestStore away = platform.newStore();
    TestStore well = platform.newStore();
    away.relay().goAway();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> waiting = threads.submit(() -> product(away));

      // When
      String product = product(well);

      // Then
      assertThat(product).isEqualTo("product of " + well.label());
      assertThat(waiting.isDone()).isFalse();
      away.relay().comeBack();
      assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo("product of " + away.label());
    }
  }

  @Test
  void shouldGoOnAfterAServerWasRestartedUnderIt() throws Exception {
    // Given
    TestStore store = platform.newStore();
    product(store);

    // When
    store.relay().goAway();
    store.relay().comeBack();
    TimeUnit.MILLISECONDS.sleep(600);

    // Then
    assertThat(product(store)).isEqualTo("product of " + store.label());
  }

  private String product(TestStore store) throws SQLException {
    try (Connection connection = stores.getConnection(store.host())) {
      return TestPlatform.queryOn(connection, "select name from products");
    }
  }
}
