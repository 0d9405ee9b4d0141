package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.connections.StoreUnavailableException;
import io.tenantdb.connections.StoreUnavailableException.NotFound;
import io.tenantdb.connections.StoreUnavailableException.Suspended;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application reaches the stores that the operator made, by nothing but host name, registry and
 * keyring.
 */
@ExtendWith(SharedKubernetes.class)
class HostToStoreIT {
  private static final String STORE_NAME = "select store_name from tenantdb.identity";

  private StoreWorld world;
  private EmbeddedPostgres registry;
  private TenantConnections stores;

  @BeforeEach
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    registry = EmbeddedPostgres.start();
    world = StoreWorld.on(cluster);
    world.set(
        "TENANTDB_REGISTRY_URL",
        "postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
    world.set("TENANTDB_REGISTRY_USER", "postgres");
    world.set("TENANTDB_REGISTRY_PASSWORD", "unused");
    world.classes().apply();
    world.startOperator();
    stores =
        TenantConnections.builder()
            .registry(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()),
                "postgres",
                "unused")
            .keyring(world.keyring())
            .baseDomain("shops.example.com")
            .build();
  }

  @AfterEach
  void end() throws Exception {
    stores.close();
    world.close();
    registry.close();
  }

  private void create(String name, String subdomain) {
    world
        .stores()
        .create(
            name,
            new TenantDatabaseSpec(
                UUID.randomUUID().toString(),
                "Store " + name,
                subdomain,
                world.className(),
                null,
                null,
                null,
                null,
                null,
                null));
    world.stores().awaitReady(name);
  }

  private String storeUnder(String host) throws SQLException {
    try (Connection connection = stores.getConnection(host);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(STORE_NAME)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void awaitStoreUnder(String host, String expected) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .untilAsserted(() -> assertThat(storeUnder(host)).isEqualTo(expected));
  }

  @Test
  void shouldReachEachStoreUnderItsHostNameAndFollowWhatBecomesOfIt() throws Exception {
    // Given
    create("acme", "acme");
    create("umbrella", "umbrella");

    // When // Then
    awaitStoreUnder("acme.shops.example.com", "Store acme");
    awaitStoreUnder("Umbrella.Shops.Example.com:8443", "Store umbrella");

    // When // Then
    create("imitator", "acme");
    assertThat(storeUnder("acme.shops.example.com")).isEqualTo("Store acme");

    // When // Then
    world.stores().edit("umbrella", Specs.suspended(true));
    world.stores().awaitCondition("umbrella", "False", Reason.Suspended);
    awaitFailure("umbrella.shops.example.com", Suspended.class);

    // When // Then
    world.stores().delete("acme");
    world.stores().awaitGone("acme");
    awaitStoreUnder("acme.shops.example.com", "Store imitator");
    world.stores().delete("imitator");
    world.stores().awaitGone("imitator");
    awaitFailure("acme.shops.example.com", NotFound.class);
  }

  private void awaitFailure(String host, Class<?> expected) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () -> assertThatThrownBy(() -> stores.getConnection(host)).isInstanceOf(expected));
  }
}
