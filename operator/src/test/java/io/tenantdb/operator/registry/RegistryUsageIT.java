package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.active;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What applications hear from the registry, and what they tell it. */
final class RegistryUsageIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CONNECTIONS =
      "select connection_id, status from tenant_connections order by connection_id";

  private static TestServer server;

  private String database;
  private RegistryMirror mirror;

  @BeforeAll
  static void startServer() throws IOException {
    server = new TestServer();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void mirrorOneStore() throws Exception {
    database = server.newDatabase();
    mirror =
        RegistryMirror.start(
            new RegistryAccess(
                server.jdbcUrl(server.port(), database), "postgres", "", "service_role"),
            "here",
            new RegistryPace(
                50,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                Duration.ofMillis(200)),
            Clock.systemUTC());
    mirror.publish(active(1));
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(
            () ->
                assertThat(query("select status from tenant_databases")).containsExactly("active"));
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private List<String> query(String sql) throws SQLException {
    return server.query(database, "postgres", sql);
  }

  private void execute(String... sql) throws SQLException {
    server.execute(database, "postgres", sql);
  }

  @Test
  void shouldCloseWhatAProcessHeldThatSaysNothingAnyMoreAndForgetItLater() throws Exception {
    // When
    execute(
        """
        insert into tenant_connections (tenant_database_id, connection_id, status, last_used_at, seen_at)
        select d.id, c.id, c.status, now() - c.used, now() - c.seen from tenant_databases d,
          (values ('alive', 'idle', interval '1 day', interval '10 minutes'),
                  ('dead', 'active', interval '16 minutes', interval '16 minutes'),
                  ('old', 'closed', interval '31 days', interval '31 days')) as c (id, status, used, seen)
        """);

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(query(CONNECTIONS)).containsExactly("alive|idle", "dead|closed"));
  }

  @Test
  void shouldLetApplicationsSayWhenAStoreWasUsedAndCallThatNoChange() throws Exception {
    // Given
    execute("create role application login in role service_role");
    List<String> before = query("select updated_at from tenant_databases");

    // When
    server.execute(database, "application", "update tenant_databases set last_accessed_at = now()");

    // Then
    assertThat(query("select last_accessed_at is not null from tenant_databases"))
        .containsExactly("t");
    assertThat(query("select updated_at from tenant_databases")).isEqualTo(before);
    assertThatThrownBy(
            () ->
                server.execute(
                    database, "application", "update tenant_databases set status = 'failed'"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void shouldNotifyOfWhatApplicationsActOnAndOfNothingElse() throws Exception {
    // Given
    String store = Entries.organization(1).toString();
    try (Connection listener =
            DriverManager.getConnection(server.jdbcUrl(server.port(), database), "postgres", "");
        Statement statement = listener.createStatement()) {
      statement.execute("listen tenantdb_stores");

      // When
      execute("update tenant_databases set last_accessed_at = now()");
      execute("update tenant_databases set database_size_mb = 9");
      List<String> unimportant = heard(listener);
      mirror.publish(Entries.onBranch(1, "br-other"));
      mirror.remove(Entries.organization(1));
      await().atMost(SOON).until(() -> query("select status from tenant_databases").isEmpty());

      // Then
      assertThat(unimportant).isEmpty();
      assertThat(heard(listener)).isNotEmpty().containsOnly(store);
    }
  }

  private static List<String> heard(Connection listener) throws SQLException {
    PGNotification[] notifications = listener.unwrap(PGConnection.class).getNotifications(500);
    return Arrays.stream(notifications).map(PGNotification::getParameter).toList();
  }
}
