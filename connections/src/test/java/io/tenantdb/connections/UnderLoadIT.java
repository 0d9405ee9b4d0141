package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.NotOpened;
import io.tenantdb.connections.StoreUnavailableException.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords, keys, servers and stores that change while an application works. */
final class UnderLoadIT {
  private static final int THREADS = 8;
  private static final TestPlatform platform = new TestPlatform();

  private final TenantConnections stores = platform.connections().build();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void close() {
    isOver.set(true);
    stores.close();
  }

  /** Two logins of one store, as when credentials take turns: the old one works for a while. */
  @Test
  void shouldNotFailAQueryWhenTwoCredentialsOverlap() throws Exception {
    // Given
    TestStore store = platform.newStore();
    String next = store.role() + "_next";
    platform.execute(
        store.role(),
        "create role %s login password 'second'".formatted(next),
        "grant %s to %s".formatted(store.role(), next));
    String uri = store.uri("second").replace("//" + store.role() + ":", "//" + next + ":");

    // When
    try (ExecutorService load = load(store)) {
      awaitQueries(100);
      platform.update(
          store, "connection_string_encrypted = '%s'".formatted(platform.sealed(store, uri)));
      awaitSessionsOf(next);
      platform.execute("postgres", "alter role %s nologin".formatted(store.role()));
      awaitQueries(100);
      isOver.set(true);
      load.shutdown();
      assertThat(load.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    // Then
    assertThat(failures).isEmpty();
    assertThat(platform.sessions(store)).isZero();
  }

  /** The registry has the new password already, and this process has not heard of it. */
  @Test
  void shouldGoOnWithTheOtherPasswordWhenTheOldOneIsRefused() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (Connection known = stores.getConnection(store.host())) {
      platform.execute("registry", "alter table tenant_databases disable trigger user");
      platform.setPassword(store, "second");
      platform.publishPassword(store, "second");
      platform.execute("registry", "alter table tenant_databases enable trigger user");

      // When
      try (Connection another = stores.getConnection(store.host())) {
        // Then
        assertThat(another.isValid(1)).isTrue();
        assertThat(known.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void shouldSayThatThePasswordIsRefusedWhenTheRegistryHasNoOther() throws Exception {
    // Given
    TestStore store = platform.newStore();
    platform.setPassword(store, "changed by somebody");
    long start = System.nanoTime();

    // When
    assertThatThrownBy(() -> stores.getConnection(store.host()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("28P01")
        .hasMessageNotContaining(TestPlatform.PASSWORD);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void shouldNotAskAServerAgainForEachThreadThatItRefuses() throws Exception {
    // Given
    TestStore store = platform.newStore();
    platform.setPassword(store, "changed by somebody");

    // When
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> stores.getConnection(store.host()))
          .isInstanceOfSatisfying(Refused.class, failures::add);
    }

    // Then
    assertThat(Set.copyOf(failures)).hasSize(20);
    assertThat(store.relay().calls()).isLessThan(5);
  }

  @Test
  void shouldReachTheStoreAgainOnceTheRegistryHasThePassword() throws Exception {
    // Given
    TestStore store = platform.newStore();
    platform.setPassword(store, "second");
    assertThatThrownBy(() -> stores.getConnection(store.host())).isInstanceOf(Refused.class);

    // When
    platform.publishPassword(store, "second");

    // Then
    await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptionsInstanceOf(Refused.class)
        .untilAsserted(() -> stores.getConnection(store.host()).close());
  }

  @Test
  void shouldOpenWhatWasSealedWithAKeyThatCameLater() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (TenantConnections fixed = platform.connections().keyring(platform.keyring()).build()) {
      platform.rotateKeyring();
      platform.publishPassword(store, TestPlatform.PASSWORD);

      // Then
      stores.getConnection(store.host()).close();
      assertThatThrownBy(() -> fixed.getConnection(store.host()))
          .isInstanceOf(NotOpened.class)
          .hasMessageContaining("not in the keyring");
    }
  }

  @Test
  void shouldGoOnAfterAServerWasRestartedUnderLoad() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (ExecutorService load = load(store)) {
      awaitQueries(100);

      // When
      store.relay().goAway();
      TimeUnit.MILLISECONDS.sleep(300);
      store.relay().comeBack();

      // Then
      awaitQueries(100);
      int before = failures.size();
      awaitQueries(500);
      assertThat(failures).hasSize(before);
      isOver.set(true);
      load.shutdown();
    }
    // What was under way broke; nobody else was refused.
    assertThat(failures).hasSizeLessThanOrEqualTo(THREADS);
  }

  @Test
  void shouldEndWhenTheStoreIsDeletedUnderLoad() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (ExecutorService load = load(store)) {
      awaitQueries(100);

      // When
      platform.execute(
          "registry",
          "delete from tenant_databases where organization_id = '%s'"
              .formatted(store.organization()));

      // Then
      await().atMost(Duration.ofSeconds(5)).until(() -> !failures.isEmpty());
      isOver.set(true);
      load.shutdown();
    }
    assertThat(failures).hasOnlyElementsOfType(NotFound.class);
    await().atMost(Duration.ofSeconds(5)).until(() -> platform.sessions(store) == 0);
  }

  private ExecutorService load(TestStore store) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      threads.execute(
          () -> {
            while (!isOver.get()) {
              query(store);
            }
          });
    }
    return threads;
  }

  private void query(TestStore store) {
    try (Connection connection = stores.getConnection(store.host())) {
      TestPlatform.queryOn(connection, "select name from products");
      done.incrementAndGet();
    } catch (SQLException e) {
      failures.add(e);
    }
  }

  private void awaitQueries(int more) {
    int enough = done.get() + more;
    await().atMost(Duration.ofSeconds(10)).until(() -> done.get() >= enough);
  }

  private static void awaitSessionsOf(String role) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                !platform
                    .query(
                        "postgres",
                        "select count(*) from pg_stat_activity where usename = '%s'"
                            .formatted(role))
                    .equals("0"));
  }
}
