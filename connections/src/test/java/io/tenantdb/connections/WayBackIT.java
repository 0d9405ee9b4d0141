package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.connections.StoreUnavailableException.Failed;
import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.Provisioning;
import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import io.tenantdb.connections.StoreUnavailableException.Suspended;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a host name or an organization to the store's own database, on a real PostgreSQL. */
final class WayBackIT {
  private static final String PRODUCT = "select name from products";
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private static final TestPlatform platform = new TestPlatform();

  private final AtomicInteger questions = new AtomicInteger();
  private final TenantConnections stores =
      platform
          .connections()
          .customDomains(this::organizationOf)
          .listener(
              new ConnectionsListener() {
                @Override
                public void registryAsked(Duration took, boolean hasAnswered) {
                  questions.incrementAndGet();
                }
              })
          .build();

  private Optional<UUID> custom = Optional.empty();

  private Optional<UUID> organizationOf(String host) {
    return host.equals("www.acme.test") ? custom : Optional.empty();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void close() {
    stores.close();
    platform.registry.comeBack();
  }

  private static String product(DataSource store) throws SQLException {
    try (Connection connection = store.getConnection()) {
      return TestPlatform.queryOn(connection, PRODUCT);
    }
  }

  @Test
  void shouldReachEachStoreUnderItsOwnHostName() throws Exception {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();

    // Then
    assertThat(product(stores.forHost(one.host()))).isEqualTo("product of " + one.label());
    assertThat(product(stores.forHost(other.host().toUpperCase(Locale.ROOT) + ":8443")))
        .isEqualTo("product of " + other.label());
  }

  @Test
  void shouldReachAStoreByItsOrganization() throws Exception {
    // Given
    TestStore store = platform.newStore();

    // Then
    assertThat(product(stores.forOrganization(store.organization())))
        .isEqualTo("product of " + store.label());
  }

  @Test
  void shouldReachAStoreUnderACustomDomain() throws Exception {
    // Given
    TestStore store = platform.newStore();
    custom = Optional.of(store.organization());

    // Then
    assertThat(product(stores.forHost("WWW.acme.test:443")))
        .isEqualTo("product of " + store.label());
  }

  @Test
  void shouldNotAskTheRegistryAboutNamesThatNobodyCanHave() {
    // When
    for (String host :
        List.of("a.b." + TestPlatform.DOMAIN, TestPlatform.DOMAIN, "", "127.0.0.1")) {
      assertThatThrownBy(() -> stores.forHost(host)).isInstanceOf(NotFound.class);
    }

    // Then
    assertThat(questions).hasValue(0);
  }

  @Test
  void shouldSayThatThereIsNoSuchStore() {
    // Then
    assertThatThrownBy(() -> stores.forHost("nobody." + TestPlatform.DOMAIN))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> stores.forOrganization(UUID.randomUUID()))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @CsvSource({"suspended", "failed", "provisioning"})
  void shouldSayHowAStoreIsThatIsNotInUse(String status) {
    // Given
    TestStore store = platform.newStore();
    platform.update(store, "status = '%s'".formatted(status));
    Class<?> expected =
        switch (status) {
          case "suspended" -> Suspended.class;
          case "failed" -> Failed.class;
          default -> Provisioning.class;
        };

    // Then
    assertThatThrownBy(() -> stores.forHost(store.host())).isInstanceOf(expected);
  }

  @Test
  void shouldAskOnceForAThousandThreads() throws Exception {
    // Given
    TestStore store = platform.newStore();
    List<Callable<DataSource>> all =
        IntStream.range(0, 1_000)
            .<Callable<DataSource>>mapToObj(i -> () -> stores.forHost(store.host()))
            .toList();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<DataSource> answer : threads.invokeAll(all)) {
        answer.get();
      }
    }

    // Then
    assertThat(questions).hasValue(1);
  }

  @Test
  void shouldAskOnceWhileAnAbsenceIsFresh() {
    // When
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> stores.forHost("absent." + TestPlatform.DOMAIN))
          .isInstanceOf(NotFound.class);
    }

    // Then
    assertThat(questions).hasValue(1);
  }

  @Test
  void shouldSeeWithinSecondsThatAStoreWasSuspendedDeletedOrRenamed() throws Exception {
    // Given
    TestStore suspended = platform.newStore();
    TestStore deleted = platform.newStore();
    TestStore renamed = platform.newStore();
    for (TestStore store : List.of(suspended, deleted, renamed)) {
      product(stores.forHost(store.host()));
    }

    // When
    platform.update(suspended, "status = 'suspended'");
    platform.execute(
        "registry",
        "delete from tenant_databases where organization_id = '%s'"
            .formatted(deleted.organization()));
    platform.update(renamed, "subdomain = 'renamed'");

    // Then
    awaitFailure(suspended, Suspended.class);
    awaitFailure(deleted, NotFound.class);
    awaitFailure(renamed, NotFound.class);
    assertThat(product(stores.forHost("renamed." + TestPlatform.DOMAIN)))
        .isEqualTo("product of " + renamed.label());
    await().atMost(SECONDS).untilAsserted(() -> assertThat(platform.sessions(suspended)).isZero());
  }

  private void awaitFailure(TestStore store, Class<?> expected) {
    await()
        .atMost(SECONDS)
        .untilAsserted(
            () -> assertThatThrownBy(() -> stores.forHost(store.host())).isInstanceOf(expected));
  }

  @Test
  void shouldGoOnWithStoresItKnowsWhileTheRegistryIsAway() throws Exception {
    // Given
    TestStore known = platform.newStore();
    TestStore unknown = platform.newStore();
    product(stores.forHost(known.host()));

    // When
    platform.registry.goAway();

    // Then
    assertThat(product(stores.forHost(known.host()))).isEqualTo("product of " + known.label());
    assertThatThrownBy(() -> stores.forHost(unknown.host()))
        .isInstanceOf(RegistryUnavailable.class);
  }

  @Test
  void shouldSeeWhatChangedWhileTheRegistryWasAway() throws Exception {
    // Given
    TestStore store = platform.newStore();
    product(stores.forHost(store.host()));
    platform.registry.goAway();
    platform.update(store, "status = 'suspended'");

    // When
    platform.registry.comeBack();

    // Then
    awaitFailure(store, Suspended.class);
  }

  @Test
  void shouldAskAgainForWhatItWasToldToForget() throws Exception {
    // Given
    TestStore store = platform.newStore();
    product(stores.forHost(store.host()));
    int before = questions.get();

    // When
    stores.forget(store.organization());

    // Then
    await().atMost(SECONDS).untilAsserted(() -> assertThat(platform.sessions(store)).isZero());
    assertThat(product(stores.forHost(store.host()))).isEqualTo("product of " + store.label());
    assertThat(questions.get()).isGreaterThan(before);
  }

  @Test
  void shouldLetAStoreSleepThatNobodyUses() throws Exception {
    // Given
    TestStore store = platform.newStore();

    // When
    stores.forHost(store.host());

    // Then
    assertThat(store.relay().calls()).isZero();
  }

  @Test
  void shouldCloseEverythingAtTheEnd() throws Exception {
    // Given
    TestStore store = platform.newStore();
    DataSource source = stores.forHost(store.host());
    product(source);

    // When
    stores.close();

    // Then
    assertThatThrownBy(source::getConnection).isInstanceOf(StoreUnavailableException.Closed.class);
    await().atMost(SECONDS).untilAsserted(() -> assertThat(platform.sessions(store)).isZero());
  }
}
