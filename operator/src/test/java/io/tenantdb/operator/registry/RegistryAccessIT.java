package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.active;
import static io.tenantdb.operator.registry.Entries.organization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and change the registry, for an operator whose login is an ordinary role. */
class RegistryAccessIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RegistryPace PACE =
      new RegistryPace(
          50,
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofMillis(20),
          Duration.ofMillis(200));

  private static TestServer server;

  private String database;

  @BeforeAll
  static void startServer() throws Exception {
    server = new TestServer();
    server.execute(
        "postgres",
        "postgres",
        "create role registrar login",
        "create role service_role nologin",
        "create role application login in role service_role",
        "create role anon login",
        "create role reader login");
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void newDatabase() throws SQLException {
    database = server.newDatabase();
    execute(
        "grant create, usage on schema public to registrar", "alter role registrar nocreaterole");
  }

  @Test
  void shouldLetTheServiceRoleReadAndTheOwnerWrite() throws Exception {
    // When
    mirrorOneStore("service_role");

    // Then
    assertThat(server.query(database, "application", "select neon_branch_id from tenant_databases"))
        .containsExactly("br-1");
    assertThat(server.query(database, "application", "select count(*) from tenant_migrations"))
        .containsExactly("2");
  }

  @Test
  void shouldLetTheServiceRoleNoteItsConnectionsAndNothingElse() throws Exception {
    // Given
    mirrorOneStore("service_role");

    // When
    server.execute(
        database,
        "application",
        "insert into tenant_connections (tenant_database_id, connection_id, status)"
            + " select id, 'pool-1', 'active' from tenant_databases");

    // Then
    assertThat(query("select connection_id from tenant_connections")).containsExactly("pool-1");
    assertThatThrownBy(
            () ->
                server.execute(database, "application", "update tenant_databases set region = ''"))
        .hasMessageContaining("permission denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant_databases",
        "tenant_migrations",
        "tenant_connections",
        "tenantdb_registry_history",
        "tenant_intake",
        "tenant_intake_owner",
        "organizations"
      })
  void shouldShowNothingToOthersEvenWhenThePlatformOpensNewTablesToThem(String table)
      throws Exception {
    // Given
    execute("alter default privileges for role registrar grant all on tables to anon, public");

    // When
    mirrorOneStore("service_role");

    // Then
    assertThat(visible("anon", table)).isEmpty();
  }

  @Test
  void shouldShowNoRowToARoleThatWasGivenTheTableLater() throws Exception {
    // Given
    mirrorOneStore("service_role");

    // When
    execute("grant select on tenant_databases to anon");

    // Then
    assertThat(server.query(database, "anon", "select * from tenant_databases")).isEmpty();
  }

  @Test
  void shouldMoveTheAccessWhenTheServiceRoleIsAnother() throws Exception {
    // Given
    mirrorOneStore("service_role");

    // When
    mirrorOneStore("reader");

    // Then
    assertThat(server.query(database, "reader", "select neon_branch_id from tenant_databases"))
        .containsExactly("br-1");
    assertThatThrownBy(
            () -> server.query(database, "application", "select * from tenant_databases"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void shouldSayWhatToDoWhenTheServiceRoleIsMissingAndGoOnWhenItIsThere() throws Exception {
    try (RegistryMirror mirror = start("not_there_yet")) {
      // Given
      mirror.publish(active(1));
      await().atMost(SOON).until(() -> mirror.health().lastError() != null);
      RegistryHealth before = mirror.health();

      // When
      execute("create role not_there_yet nologin");

      // Then
      await().atMost(SOON).until(() -> mirror.health().pending() == 0);
      assertThat(before.lastError())
          .contains("The role not_there_yet does not exist")
          .contains("create role not_there_yet nologin");
    }
  }

  @Test
  void shouldMakeTheServiceRoleWhenItMay() throws Exception {
    // Given
    execute("alter role registrar createrole");

    // When
    mirrorOneStore("made_by_the_operator");

    // Then
    assertThat(query("select rolcanlogin from pg_roles where rolname = 'made_by_the_operator'"))
        .containsExactly("f");
  }

  @Test
  void shouldRefuseOnlyTheStoreWhoseOrganizationThePlatformDoesNotHave() throws Exception {
    // Given
    execute(
        "create table organizations (id uuid primary key, name text not null)",
        "grant references, select on organizations to registrar",
        "insert into organizations values ('%s', 'known')".formatted(organization(2)));
    try (RegistryMirror mirror = start("service_role")) {
      // When
      mirror.publish(active(1));
      mirror.publish(active(2));

      // Then
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);
      await().atMost(SOON).until(() -> mirror.health().pending() == 1);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(mirror.health().lastError()).contains("foreign key"));
      assertThat(query("select organization_id from tenant_databases"))
          .containsExactly(organization(2).toString());
    }
  }

  @Test
  void shouldWriteTheRefusedStoreWhenItsOrganizationAppears() throws Exception {
    // Given
    execute(
        "create table organizations (id uuid primary key, name text not null)",
        "grant references, select on organizations to registrar");
    try (RegistryMirror mirror = start("service_role")) {
      mirror.publish(active(1));
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);

      // When
      execute("insert into organizations values ('%s', 'late')".formatted(organization(1)));

      // Then
      await().atMost(SOON).until(() -> mirror.health().pending() == 0);
      assertThat(query("select neon_branch_id from tenant_databases")).containsExactly("br-1");
    }
  }

  @Test
  void shouldForgetAStoreWithItsHistoryWhenThePlatformDeletesTheOrganization() throws Exception {
    // Given
    mirrorOneStore("service_role");

    // When
    execute("delete from organizations where id = '%s'".formatted(organization(1)));

    // Then
    assertThat(query("select * from tenant_databases")).isEmpty();
    assertThat(query("select * from tenant_migrations")).isEmpty();
  }

  @Test
  void shouldBringBackTheOrganizationOfAStoreAndNotOneThatHasNone() throws Exception {
    // Given
    mirrorOneStore("service_role");
    execute("insert into organizations (id) values ('%s')".formatted(organization(2)));
    try (RegistryMirror mirror = start("service_role")) {
      mirror.publish(active(1));
      mirror.publish(RegistryEntry.withoutStore(organization(2), "unplaced", "no name"));
      await().atMost(SOON).until(() -> query("select * from tenant_databases").size() == 2);

      // When
      execute("delete from organizations");

      // Then
      await().atMost(SOON).until(() -> query("select * from organizations").size() == 1);
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);
      assertThat(query("select organization_id from tenant_databases"))
          .containsExactly(organization(1).toString());
    }
  }

  @Test
  void shouldGoOnAndNotReplaceThePlatformsOrganizationsWhenTheyAreDropped() throws Exception {
    // Given
    execute(
        "create table organizations (id uuid primary key, name text not null)",
        "grant references, select on organizations to registrar",
        "insert into organizations values ('%s', 'known')".formatted(organization(1)));
    mirrorOneStore("service_role");
    execute("drop table organizations cascade");

    // When
    try (RegistryMirror mirror = start("service_role")) {
      mirror.publish(active(2));
      await().atMost(SOON).until(() -> query("select * from tenant_databases").size() == 2);
    }

    // Then
    assertThat(query("select to_regclass('organizations')")).containsExactly("null");
  }

  private List<String> visible(String user, String table) throws SQLException {
    try {
      return server.query(database, user, "select * from " + table);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("42501");
      return List.of();
    }
  }

  private void mirrorOneStore(String serviceRole) {
    try (RegistryMirror mirror = start(serviceRole)) {
      mirror.publish(active(1));
      await()
          .atMost(SOON)
          .until(() -> mirror.health().connected() && mirror.health().pending() == 0);
    }
  }

  private RegistryMirror start(String serviceRole) {
    String url = server.jdbcUrl(server.port(), database);
    return RegistryMirror.start(
        new RegistryAccess(url, "registrar", null, serviceRole), "here", PACE, Clock.systemUTC());
  }

  private List<String> query(String sql) throws SQLException {
    return server.query(database, "postgres", sql);
  }

  private void execute(String... sql) throws SQLException {
    server.execute(database, "postgres", sql);
  }
}
