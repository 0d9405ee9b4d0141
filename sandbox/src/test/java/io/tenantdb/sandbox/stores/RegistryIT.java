package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.tenantdb.sandbox.process.LoopbackPorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry follows the stores, and no store waits for it. */
@ExtendWith(SharedKubernetes.class)
class RegistryIT {
  private int port;
  private StoreWorld world;
  private @Nullable EmbeddedPostgres registry;

  @BeforeEach
  void aPlatformWhoseRegistryIsDown(KubernetesApiServer cluster) throws Exception {
    port = LoopbackPorts.free();
    world = StoreWorld.on(cluster);
    world.set("TENANTDB_REGISTRY_URL", "postgresql://127.0.0.1:%d/postgres".formatted(port));
    world.set("TENANTDB_REGISTRY_USER", "postgres");
    world.set("TENANTDB_REGISTRY_PASSWORD", "unused");
    world.classes().apply();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void shouldTellTheLifeOfAStore() throws Exception {
    // Given
    startRegistry();
    world.startOperator();
    TenantDatabaseSpec spec = world.stores().spec("Listed");

    // When // Then
    world.stores().create("waits", Specs.region("us-east-2").apply(world.stores().spec("Waits")));
    String waiting = world.stores().get("waits").getSpec().organizationId();
    awaitRow(waiting, "provisioning|null|null|null|null");

    // When // Then
    world.stores().create("listed", spec);
    world.stores().awaitReady("listed");
    awaitRow(spec.organizationId(), "active|" + placeAndSealed("listed"));
    assertThat(
            query(
                """
                select count(*) > 3 and bool_and(success) from tenant_migrations m
                join tenant_databases d on d.id = m.tenant_database_id
                where d.organization_id = '%s'"""
                    .formatted(spec.organizationId())))
        .containsExactly("t");

    // When // Then
    world.stores().edit("listed", Specs.suspended(true));
    world.stores().awaitCondition("listed", "False", Reason.Suspended);
    awaitRow(spec.organizationId(), "suspended|" + placeAndSealed("listed"));

    // When // Then
    world.stores().delete("listed");
    world.stores().awaitGone("listed");
    awaitRows(spec.organizationId());
    assertThat(rows(waiting)).hasSize(1);
  }

  @Test
  void shouldHoldUpNoStoreWhileItIsDownAndCatchUpWhenItIsBack() throws Exception {
    // Given
    world.startOperator();
    TenantDatabaseSpec spec = world.stores().spec("Unlisted");

    // When
    world.stores().create("unlisted", spec);
    world.stores().create("short-lived", world.stores().spec("Short-lived"));

    // Then
    world.stores().awaitReady("unlisted");
    world.stores().awaitReady("short-lived");
    String gone = world.stores().get("short-lived").getSpec().organizationId();
    world.stores().delete("short-lived");
    world.stores().awaitGone("short-lived");
    assertThat(world.page("/readyz").statusCode()).isEqualTo(200);

    // When
    startRegistry();

    // Then
    awaitRow(spec.organizationId(), "active|" + placeAndSealed("unlisted"));
    assertThat(rows(gone)).isEmpty();
  }

  private void startRegistry() throws IOException {
    registry = EmbeddedPostgres.builder().setPort(port).start();
  }

  private String placeAndSealed(String store) {
    NeonLocation place = world.stores().location(store);
    String sealed =
        Stores.value(world.stores().secret(store + "-connection"), "connection-string.jwe");
    return String.join("|", place.projectId(), place.branchId(), place.endpointId(), sealed);
  }

  private void awaitRow(String organizationId, String row) {
    awaitRows(organizationId, row);
  }

  private void awaitRows(String organizationId, String... rows) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(() -> assertThat(rows(organizationId)).containsExactly(rows));
  }

  private List<String> rows(String organizationId) throws SQLException {
    return query(
        """
        select concat_ws('|', status, coalesce(neon_project_id, 'null'), coalesce(neon_branch_id, 'null'),
          coalesce(neon_endpoint_id, 'null'), coalesce(connection_string_encrypted, 'null'))
        from tenant_databases where organization_id = '%s'"""
            .formatted(organizationId));
  }

  private List<String> query(String sql) throws SQLException {
    EmbeddedPostgres server = requireNonNull(registry);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(String.valueOf(result.getString(1)));
      }
      return values;
    }
  }
}
