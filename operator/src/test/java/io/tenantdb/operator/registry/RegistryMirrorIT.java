package io.tenantdb.operator.registry;

import static io.tenantdb.operator.registry.Entries.active;
import static io.tenantdb.operator.registry.Entries.impossible;
import static io.tenantdb.operator.registry.Entries.onBranch;
import static io.tenantdb.operator.registry.Entries.organization;
import static io.tenantdb.operator.registry.Entries.provisioning;
import static io.tenantdb.operator.registry.Entries.withMigrations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryMirrorIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RegistryPace RARE_AUDITS = auditing(Duration.ofHours(1));
  private static final RegistryPace FREQUENT_AUDITS = auditing(Duration.ofMillis(100));
  private static final String STORES =
      "select neon_branch_id, status from tenant_databases order by organization_id";

  private static TestServer server;

  private String database;
  private Relay relay;

  @BeforeAll
  static void startServer() throws IOException {
    server = new TestServer();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void newDatabase() throws Exception {
    database = server.newDatabase();
    relay = new Relay(server.port());
    relay.mend();
  }

  @AfterEach
  void closeRelay() {
    relay.close();
  }

  @Test
  void shouldWriteARowWithEveryColumnWhenAStoreIsActive() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // When
      mirror.publish(active(1));

      // Then
      settles(mirror);
      assertThat(
              query(
                  "select organization_id, subdomain, neon_project_id, neon_branch_id, neon_endpoint_id,"
                      + " connection_string_encrypted, region, status, database_size_mb,"
                      + " installation from tenant_databases"))
          .containsExactly(
              organization(1)
                  + "|shop-1|project-1|br-1|ep-1|sealed-1|aws-eu-central-1|active|5|here");
      assertThat(
              query(
                  "select migration_name, migration_version, success from tenant_migrations order by 2"))
          .containsExactly("store tables|1|t", "indexes|2|t");
    }
  }

  @Test
  void shouldHaveARowWithoutAddressWhenAStoreIsProvisioning() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // When
      mirror.publish(provisioning(1));

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("null|provisioning");
    }
  }

  @Test
  void shouldKeepIdAndCreationTimeAndRenewUpdateTimeWhenARowChanges() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(provisioning(1));
      settles(mirror);
      List<String> before = query("select id, created_at from tenant_databases");

      // When
      mirror.publish(active(1));

      // Then
      settles(mirror);
      assertThat(query("select id, created_at from tenant_databases")).isEqualTo(before);
      assertThat(query("select updated_at > created_at from tenant_databases"))
          .containsExactly("t");
    }
  }

  @Test
  void shouldWriteNothingWhenAnUnchangedStoreIsPublishedAfterARestart() throws Exception {
    // Given
    try (RegistryMirror before = start(RARE_AUDITS)) {
      before.publish(active(1));
      before.publish(provisioning(2));
      settles(before);
    }
    List<String> versions = query("select xmin from tenant_databases");

    // When
    try (RegistryMirror after = start(RARE_AUDITS)) {
      after.publish(active(1));
      after.publish(provisioning(2));
      settles(after);
    }

    // Then
    assertThat(query("select xmin from tenant_databases")).isEqualTo(versions);
  }

  @Test
  void shouldHaveExactlyThePublishedMigrationsAndKeepNotesOfFailedOnes() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(active(1));
      settles(mirror);
      execute(
          "insert into tenant_migrations (tenant_database_id, migration_name, migration_version, success)"
              + " select id, 'broken', '9', false from tenant_databases");

      // When
      mirror.publish(
          withMigrations(
              1,
              List.of(new SchemaMigration("indexes", "2"), new SchemaMigration("settings", "3"))));

      // Then
      settles(mirror);
      assertThat(query("select migration_name from tenant_migrations order by 1"))
          .containsExactly("broken", "indexes", "settings");
    }
  }

  @Test
  void shouldRemoveTheRowAndWhatHangsOnItWhenAStoreIsRemoved() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(active(1));
      mirror.publish(active(2));
      settles(mirror);

      // When
      mirror.remove(organization(1));

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("br-2|active");
      assertThat(query("select count(*) from tenant_migrations")).containsExactly("2");
    }
  }

  @Test
  void shouldCatchUpWhenTheDatabaseIsDownAtTheStart() throws Exception {
    // Given
    relay.cut();
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      mirror.publish(active(1));
      await().atMost(SOON).until(() -> mirror.health().lastError() != null);
      RegistryHealth down = mirror.health();

      // When
      relay.mend();

      // Then
      settles(mirror);
      assertThat(down.connected()).isFalse();
      assertThat(down.pending()).isEqualTo(1);
      assertThat(down.lastSuccess()).isNull();
      assertThat(mirror.health().lastError()).isNull();
      assertThat(query(STORES)).containsExactly("br-1|active");
    }
  }

  @Test
  void shouldCatchUpWithTheLatestWhenTheDatabaseGoesDownAndComesBack() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(active(1));
      mirror.publish(active(2));
      settles(mirror);
      relay.cut();
      mirror.publish(provisioning(3));
      mirror.publish(onBranch(1, "br-1-old-news"));
      mirror.publish(onBranch(1, "br-1-new"));
      mirror.remove(organization(2));
      await().atMost(SOON).until(() -> !mirror.health().connected());
      assertThat(mirror.health().pending()).isEqualTo(3);

      // When
      relay.mend();

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("br-1-new|active", "null|provisioning");
    }
  }

  @Test
  void shouldRebuildEverythingWhenTheTablesAreDroppedWithTheirHistory() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(active(1));
      mirror.publish(active(2));
      settles(mirror);

      // When
      execute("drop schema public cascade", "create schema public");

      // Then
      rowsBecome("br-1|active", "br-2|active");
      assertThat(query("select count(*) from tenant_migrations")).containsExactly("4");
    }
  }

  @Test
  void shouldRebuildEverythingWhenOnlyTheTablesAreDropped() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(active(1));
      settles(mirror);

      // When
      execute("drop table tenant_connections, tenant_migrations, tenant_databases");

      // Then
      rowsBecome("br-1|active");
    }
  }

  @Test
  void shouldRebuildEverythingWhenOneTableIsDropped() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(active(1));
      settles(mirror);

      // When
      execute("drop table tenant_migrations");

      // Then
      await()
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .untilAsserted(
              () ->
                  assertThat(query("select count(*) from tenant_migrations")).containsExactly("2"));
    }
  }

  @Test
  void shouldRebuildEverythingWhenTheRowsAreDeleted() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(active(1));
      settles(mirror);

      // When
      execute("truncate organizations cascade");

      // Then
      rowsBecome("br-1|active");
    }
  }

  @Test
  void shouldWriteTheRowAgainWhenSomebodyElseChangedIt() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(active(1));
      settles(mirror);

      // When
      execute("update tenant_databases set connection_string_encrypted = 'forged'");

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(query("select connection_string_encrypted from tenant_databases"))
                      .containsExactly("sealed-1"));
    }
  }

  @Test
  void shouldNotLetARefusedRowHoldUpOthers() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // When
      mirror.publish(active(1));
      mirror.publish(impossible(2));
      mirror.publish(active(3));

      // Then
      await().atMost(SOON).until(() -> mirror.health().pending() == 1);
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);
      assertThat(query(STORES)).containsExactly("br-1|active", "br-3|active");
      assertThat(mirror.health().connected()).isTrue();
      assertThat(mirror.health().lastError())
          .contains("tenant_databases_in_use_is_complete")
          .doesNotContain("sealed-secret-value");
    }
  }

  @Test
  void shouldTakeARefusedRowWhenItIsPublishedAsItShouldBe() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(impossible(1));
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);

      // When
      mirror.publish(active(1));

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("br-1|active");
    }
  }

  @Test
  void shouldWriteBothWhenTwoStoresSwapTheirBranches() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(onBranch(1, "br-a"));
      mirror.publish(onBranch(2, "br-b"));
      settles(mirror);

      // When
      mirror.publish(onBranch(1, "br-b"));
      mirror.publish(onBranch(2, "br-a"));

      // Then
      rowsBecome("br-b|active", "br-a|active");
      settles(mirror);
    }
  }

  @Test
  void shouldGiveTheBranchToTheNextStoreWhenTheFirstIsRemoved() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      mirror.publish(onBranch(1, "br-a"));
      settles(mirror);

      // When
      mirror.publish(onBranch(2, "br-a"));
      mirror.remove(organization(1));

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("br-a|active");
    }
  }

  @Test
  void shouldRefuseTheSecondClaimWhenTwoStoresClaimOneBranch() throws Exception {
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      // Given
      mirror.publish(onBranch(1, "br-a"));
      settles(mirror);

      // When
      mirror.publish(onBranch(2, "br-a"));

      // Then
      await().atMost(SOON).until(() -> mirror.health().refused() == 1);
      assertThat(query("select organization_id from tenant_databases"))
          .containsExactly(organization(1).toString());
    }
  }

  @Test
  void shouldKeepUnknownRowsUntilTheOperatorHasSeenEverything() throws Exception {
    // Given
    try (RegistryMirror before = start(RARE_AUDITS)) {
      before.publish(active(1));
      before.publish(active(2));
      before.publish(active(3));
      settles(before);
    }
    try (RegistryMirror mirror = start(FREQUENT_AUDITS)) {
      mirror.publish(active(4));
      settles(mirror);
      List<String> beforeComplete = query("select count(*) from tenant_databases");

      // When
      mirror.complete(Set.of(organization(2)));

      // Then
      rowsBecome("br-2|active", "br-4|active");
      assertThat(beforeComplete).containsExactly("4");
    }
  }

  @Test
  void shouldNotRemoveRowsOfAnotherInstallation() throws Exception {
    // Given
    try (RegistryMirror other = start(RARE_AUDITS, "postgres", "service_role", "elsewhere")) {
      other.publish(active(1));
      settles(other);
    }
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      mirror.publish(active(2));
      settles(mirror);

      // When
      mirror.complete(Set.of());
      mirror.remove(organization(1));
      mirror.remove(organization(2));

      // Then
      settles(mirror);
      assertThat(query(STORES)).containsExactly("br-1|active");
    }
  }

  @Test
  void shouldNotBeHeldUpByHostileValues() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // Given
      String quotes = "'; drop table tenant_databases; -- \"\\ {} 🛍️ \u202e";

      // When
      mirror.publish(withMigrations(1, List.of(new SchemaMigration(quotes, quotes))));
      mirror.publish(withMigrations(2, List.of(new SchemaMigration("nul \0", "1"))));
      mirror.publish(withMigrations(3, List.of(new SchemaMigration("half of a pair \ud83d", "1"))));
      mirror.publish(withMigrations(4, List.of(new SchemaMigration(random(10_000), "1"))));
      mirror.publish(active(5));

      // Then
      await()
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(() -> query(STORES).contains("br-5|active"));
      await().atMost(SOON).until(() -> mirror.health().pending() == mirror.health().refused());
      assertThat(
              query(
                  "select migration_name from tenant_migrations where migration_version <> '1' and migration_version <> '2'"))
          .containsExactly(quotes);
      assertThat(mirror.health().connected()).isTrue();
    }
  }

  @Test
  void shouldWriteAFleetInBatchesWhenItIsLarge() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      // When
      for (int i = 0; i < 2500; i++) {
        mirror.publish(active(i));
      }

      // Then
      settles(mirror);
      assertThat(query("select count(*) from tenant_databases")).containsExactly("2500");
    }
    try (RegistryMirror again = start(RARE_AUDITS)) {
      again.complete(Set.of());
      settles(again);
      await().atMost(SOON).untilAsserted(() -> assertThat(query(STORES)).isEmpty());
    }
  }

  @Test
  void shouldWriteWhatIsPendingWhenClosed() throws Exception {
    try (RegistryMirror mirror = start(RARE_AUDITS)) {
      mirror.publish(active(1));
      settles(mirror);

      // When
      mirror.publish(active(2));
    }

    // Then
    assertThat(query(STORES)).hasSize(2);
  }

  @Test
  void shouldLeaveTheDatabaseAloneUntilItBegins() throws Exception {
    // Given
    RegistryMirror mirror =
        RegistryMirror.prepared(
            new RegistryAccess(
                server.jdbcUrl(relay.port(), database), "postgres", "secret", "service_role"),
            "here",
            RARE_AUDITS,
            Clock.systemUTC());

    // When
    mirror.publish(active(1));
    mirror.close();

    // Then
    assertThat(query("select to_regclass('tenant_databases')")).containsExactly("null");
  }

  private RegistryMirror start(RegistryPace pace) {
    return start(pace, "postgres", "service_role", "here");
  }

  private RegistryMirror start(
      RegistryPace pace, String user, String serviceRole, String installation) {
    var access =
        new RegistryAccess(server.jdbcUrl(relay.port(), database), user, "secret", serviceRole);
    return RegistryMirror.start(access, installation, pace, Clock.systemUTC());
  }

  private static RegistryPace auditing(Duration every) {
    return new RegistryPace(
        50, every, Duration.ofMillis(500), Duration.ofMillis(20), Duration.ofMillis(200));
  }

  private static void settles(RegistryMirror mirror) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(mirror.health().lastError()).isNull();
              assertThat(mirror.health().connected()).isTrue();
              assertThat(mirror.health().pending()).isZero();
            });
  }

  private void rowsBecome(String... rows) {
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(() -> assertThat(query(STORES)).containsExactly(rows));
  }

  private List<String> query(String sql) throws SQLException {
    return server.query(database, "postgres", sql);
  }

  private void execute(String... sql) throws SQLException {
    server.execute(database, "postgres", sql);
  }

  private static String random(int length) {
    var text = new StringBuilder();
    new java.util.Random(1).ints(length, 'a', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }
}
