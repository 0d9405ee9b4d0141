package io.tenantdb.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.NotOpened;
import io.tenantdb.connections.StoreUnavailableException.WrongStore;
import java.sql.Connection;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the registry or a server says: nobody gets a connection to another store. */
final class WrongStoreIT {
  private static final TestPlatform platform = new TestPlatform();

  private final Queue<UUID> alarms = new ConcurrentLinkedQueue<>();
  private final TenantConnections stores =
      platform
          .connections()
          .listener(
              new ConnectionsListener() {
                @Override
                public void wrongStore(UUID organization, WrongStore why) {
                  alarms.add(organization);
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
  void shouldRefuseADatabaseWithTheIdentityOfAnotherStore() {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    platform.update(
        one,
        "connection_string_encrypted = '%s'"
            .formatted(platform.sealed(one, other.uri(TestPlatform.PASSWORD))));

    // When
    assertThatThrownBy(() -> stores.getConnection(one.host()))
        .isInstanceOf(WrongStore.class)
        .hasMessageContaining(one.organization().toString())
        .hasMessageContaining(other.organization().toString());

    // Then
    assertThat(alarms).contains(one.organization());
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(platform.sessions(other)).isZero());
  }

  @Test
  void shouldRefuseADatabaseWithoutAnIdentity() {
    // Given
    TestStore emptied = platform.newStore();
    TestStore dropped = platform.newStore();
    platform.execute(emptied.role(), "delete from tenantdb.identity");
    platform.execute(dropped.role(), "drop schema tenantdb cascade");

    // Then
    assertThatThrownBy(() -> stores.getConnection(emptied.host())).isInstanceOf(WrongStore.class);
    assertThatThrownBy(() -> stores.getConnection(dropped.host())).isInstanceOf(WrongStore.class);
  }

  @Test
  void shouldNotOpenTheSealedStringOfAnotherStore() {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    platform.update(
        one,
        "connection_string_encrypted = '%s'"
            .formatted(platform.sealed(other, other.uri(TestPlatform.PASSWORD))));

    // Then
    assertThatThrownBy(() -> stores.getConnection(one.host()))
        .isInstanceOf(NotOpened.class)
        .hasMessageNotContaining(TestPlatform.PASSWORD);
    assertThat(other.relay().calls()).isZero();
  }

  @Test
  void shouldOpenNeitherOfTwoRowsThatWereSwapped() {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    UUID neither = UUID.randomUUID();
    platform.execute(
        "registry",
        "insert into organizations values ('%s')".formatted(neither),
        "update tenant_databases set organization_id = '%s' where organization_id = '%s'"
            .formatted(neither, one.organization()),
        "update tenant_databases set organization_id = '%s' where organization_id = '%s'"
            .formatted(one.organization(), other.organization()),
        "update tenant_databases set organization_id = '%s' where organization_id = '%s'"
            .formatted(other.organization(), neither));

    // Then
    assertThatThrownBy(() -> stores.getConnection(one.organization()))
        .isInstanceOf(NotOpened.class);
    assertThatThrownBy(() -> stores.getConnection(other.organization()))
        .isInstanceOf(NotOpened.class);
  }

  @Test
  void shouldServeNobodyUnderALabelThatTwoRowsHave() throws Exception {
    // Given
    TestStore one = platform.newStore();
    TestStore other = platform.newStore();
    platform.update(other, "subdomain = '%s'".formatted(one.label()));

    // Then
    assertThatThrownBy(() -> stores.forHost(one.host())).isInstanceOf(NotFound.class);
    try (Connection connection = stores.getConnection(one.organization())) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void shouldProveEachNewConnectionAndNotOnlyTheFirst() throws Exception {
    // Given
    TestStore store = platform.newStore();
    try (Connection first = stores.getConnection(store.host())) {
      platform.execute(
          store.role(),
          "update tenantdb.identity set organization_id = '%s'".formatted(UUID.randomUUID()));

      // Then
      assertThatThrownBy(() -> stores.getConnection(store.host())).isInstanceOf(WrongStore.class);
      assertThat(first.isValid(1)).isTrue();
    }
  }
}
