package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tenantdb.connections.ConnectionsListener.Retirement;
import io.tenantdb.connections.StoreUnavailableException.Exhausted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Few connections for many stores. */
final class AdmissionIT {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final TestPlatform platform = new TestPlatform();
  private static final List<TestStore> all =
      IntStream.range(0, 8).mapToObj(i -> platform.newStore()).toList();

  private final Map<UUID, Retirement> retired = new ConcurrentHashMap<>();
  private final List<TenantConnections> opened = new ArrayList<>();

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void close() {
    opened.forEach(TenantConnections::close);
    await().atMost(Duration.ofSeconds(5)).until(() -> sessions() == 0);
  }

  private TenantConnections stores(int connections, int perStore, int pools) {
    TenantConnections stores =
        platform
            .connections()
            .pools(
                PoolTerms.standard()
                    .sized(connections, perStore, pools)
                    .waiting(WAIT, Duration.ofSeconds(5)))
            .listener(
                new ConnectionsListener() {
                  @Override
                  public void poolRetired(UUID organization, Retirement why) {
                    retired.put(organization, why);
                  }
                })
            .build();
    opened.add(stores);
    return stores;
  }

  private static int sessions() {
    return all.stream().mapToInt(platform::sessions).sum();
  }

  @Test
  void shouldTakeIdleConnectionsOfOthersWhenAllAreOpen() throws Exception {
    // Given
    TenantConnections stores = stores(3, 2, 100);

    // When
    for (int round = 0; round < 3; round++) {
      for (TestStore store : all) {
        stores.getConnection(store.host()).close();

        // Then
        assertThat(sessions()).isLessThanOrEqualTo(3);
      }
    }
  }

  /** It may be asleep: to be asked whether it is well would wake it. */
  @Test
  void shouldCloseAnIdleConnectionWithoutAskingItsServer() throws Exception {
    // Given
    TenantConnections stores = stores(1, 1, 100);
    stores.getConnection(all.get(0).host()).close();
    TimeUnit.MILLISECONDS.sleep(600);
    all.get(0).relay().freeze();

    // When
    try (Connection other = stores.getConnection(all.get(1).host())) {
      // Then
      assertThat(other.isValid(1)).isTrue();
    } finally {
      all.get(0).relay().comeBack();
    }
  }

  @Test
  void shouldSayThatTheProcessIsFullAndWhoHoldsTheConnections() throws Exception {
    // Given
    TenantConnections stores = stores(2, 2, 100);
    try (Connection one = stores.getConnection(all.get(0).host());
        Connection other = stores.getConnection(all.get(0).host())) {

      // Then
      assertThatThrownBy(() -> stores.getConnection(all.get(1).host()))
          .isInstanceOf(Exhausted.class)
          .hasMessageContaining("All 2 connections that this process may have")
          .hasMessageContaining(all.get(0).organization() + " (2)");
      assertThat(one.isValid(1) && other.isValid(1)).isTrue();
    }
  }

  @Test
  void shouldSayThatTheStoreIsFull() throws Exception {
    // Given
    TenantConnections stores = stores(10, 1, 100);
    try (Connection one = stores.getConnection(all.get(0).host())) {

      // Then
      assertThatThrownBy(() -> stores.getConnection(all.get(0).host()))
          .isInstanceOf(Exhausted.class)
          .hasMessageContaining("All 1 connections that this process may have to store")
          .hasMessageContaining(all.get(0).organization().toString());
      assertThat(one.isValid(1)).isTrue();
    }
  }

  @Test
  void shouldLetAQuietStoreInWhileABusyOneHoldsAllConnections() throws Exception {
    // Given
    TenantConnections stores = stores(4, 4, 100);
    AtomicBoolean isOver = new AtomicBoolean();
    List<Future<?>> busy = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        busy.add(
            threads.submit(
                () -> {
                  while (!isOver.get()) {
                    try (Connection connection = stores.getConnection(all.get(0).host())) {
                      TestPlatform.queryOn(connection, "select pg_sleep(0.01)");
                    }
                  }
                  return null;
                }));
      }
      await().until(() -> platform.sessions(all.get(0)) == 4);

      // When
      try {
        for (int i = 0; i < 5; i++) {
          stores.getConnection(all.get(1).host()).close();
          stores.getConnection(all.get(2).host()).close();
        }
      } finally {
        isOver.set(true);
      }

      // Then
      for (Future<?> one : busy) {
        one.get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void shouldCloseTheLeastRecentlyUsedPoolsOverTheCap() throws Exception {
    // Given
    TenantConnections stores = stores(20, 2, 3);
    for (TestStore store : all.subList(0, 3)) {
      stores.getConnection(store.host()).close();
    }
    stores.getConnection(all.get(0).host()).close();

    // When
    stores.getConnection(all.get(3).host()).close();

    // Then
    assertThat(retired).containsOnly(Map.entry(all.get(1).organization(), Retirement.MADE_ROOM));
    await().atMost(Duration.ofSeconds(5)).until(() -> platform.sessions(all.get(1)) == 0);
  }

  @Test
  void shouldLetConnectionsInUseEndThoughTheirPoolMadeRoom() throws Exception {
    // Given
    TenantConnections stores = stores(20, 2, 1);
    try (Connection used = stores.getConnection(all.get(0).host())) {

      // When
      stores.getConnection(all.get(1).host()).close();

      // Then
      assertThat(TestPlatform.queryOn(used, "select name from products"))
          .isEqualTo("product of " + all.get(0).label());
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> platform.sessions(all.get(0)) == 0);
  }

  @Test
  void shouldKeepConnectionsToWhatManyComeBackToRatherThanTheLatest() throws Exception {
    // Given
    TenantConnections stores = stores(2, 1, 100);
    for (int i = 0; i < 5; i++) {
      stores.getConnection(all.get(0).host()).close();
    }
    stores.getConnection(all.get(1).host()).close();

    // When
    stores.getConnection(all.get(2).host()).close();

    // Then
    assertThat(platform.sessions(all.get(0))).isEqualTo(1);
    await().atMost(Duration.ofSeconds(5)).until(() -> platform.sessions(all.get(1)) == 0);
  }

  @Test
  void shouldNotLogInForAPoolThatWasRetiredBeforeThereWasRoom() throws Exception {
    // Given
    TenantConnections stores = stores(1, 1, 100);
    TestStore late = all.get(1);
    int before = late.relay().calls();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> waiting;
      try (Connection used = stores.getConnection(all.get(0).host())) {
        waiting = threads.submit(() -> close(stores.getConnection(late.host())));
        await().until(() -> stores.statistics().pools() == 2);
        TimeUnit.MILLISECONDS.sleep(100);

        // When
        stores.forget(late.organization());
        TimeUnit.MILLISECONDS.sleep(400);
        assertThat(used.isValid(1)).isTrue();
      }

      // Then
      waiting.get(5, TimeUnit.SECONDS);
    }
    assertThat(late.relay().calls() - before).isEqualTo(1);
  }

  private static boolean close(Connection connection) throws SQLException {
    connection.close();
    return true;
  }

  /** A keyring may be asked for over a network. */
  @Test
  void shouldNotLetStoresWaitWhileAnothersPoolIsMade() throws Exception {
    // Given
    TestStore slow = all.get(0);
    TestStore other =
        all.stream().filter(store -> stripe(store) != stripe(slow)).findFirst().orElseThrow();
    AtomicBoolean isFirst = new AtomicBoolean(true);
    CountDownLatch answer = new CountDownLatch(1);
    try (TenantConnections stores =
            platform
                .connections()
                .keyring(
                    () -> {
                      if (isFirst.getAndSet(false)) {
                        awaitQuietly(answer);
                      }
                      return platform.keyring();
                    })
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> waiting = threads.submit(() -> close(stores.getConnection(slow.host())));
      await().until(() -> !isFirst.get());

      try {
        // When
        Future<?> quick = threads.submit(() -> close(stores.getConnection(other.host())));

        // Then
        quick.get(5, TimeUnit.SECONDS);
        assertThat(waiting.isDone()).isFalse();
      } finally {
        answer.countDown();
      }
      waiting.get(5, TimeUnit.SECONDS);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int stripe(TestStore store) {
    return Math.floorMod(store.organization().hashCode(), Pools.STRIPES);
  }

  @Test
  void shouldCloseAPoolWithoutAWarning() throws Exception {
    // Given
    Logger hikari = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Level before = hikari.getLevel();
    hikari.setLevel(Level.INFO);
    log.start();
    hikari.addAppender(log);
    try {
      TenantConnections stores = stores(2, 1, 1);
      stores.getConnection(all.get(0).host()).close();

      // When
      stores.getConnection(all.get(1).host()).close();

      // Then
      await().until(() -> said(log).anyMatch(line -> line.contains("Shutdown completed")));
      assertThat(said(log)).noneMatch(line -> line.contains("Timed-out"));
    } finally {
      hikari.detachAppender(log);
      hikari.setLevel(before);
    }
  }

  private static Stream<String> said(ListAppender<ILoggingEvent> log) {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage);
  }
}
