package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantdb.schema.DatabaseAddress.TlsMode;
import io.tenantdb.schema.SchemaException.AccessRefused;
import io.tenantdb.schema.SchemaException.Drifted;
import io.tenantdb.schema.SchemaException.MigrationFailed;
import io.tenantdb.schema.SchemaException.NewerThanKnown;
import io.tenantdb.schema.SchemaException.Unreachable;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
final class StoreMigratorIT {

  private static final StoreSchema SCHEMA = new StoreSchema();

  @Test
  void shouldApplyAllMigrationsInOrderWhenTheDatabaseIsEmpty(TenantDatabase database) {
    // When
    MigrationReport report = database.migrate(SCHEMA.newest());

    // Then
    assertThat(report.from()).isEqualTo(SchemaVersion.NONE);
    assertThat(report.to()).isEqualTo(SCHEMA.newest());
    assertThat(report.applied())
        .extracting(AppliedMigration::version, AppliedMigration::description)
        .containsExactlyElementsOf(
            SCHEMA.migrations().stream()
                .map(one -> tuple(one.version(), one.description()))
                .toList());
  }

  @Test
  void shouldNameTablesOfOthersInADatabaseWithoutTheSchemaOnly(TenantDatabase database) {
    // Given
    List<String> empty = tablesOfOthers(database);
    database
        .owner()
        .execute(
            "CREATE TABLE public.invoices (id int)",
            "CREATE SCHEMA crm",
            "CREATE MATERIALIZED VIEW crm.sums AS SELECT count(*) FROM public.invoices");
    List<String> found = tablesOfOthers(database);

    // When
    database.migrated();

    // Then
    assertThat(empty).isEmpty();
    assertThat(found).containsExactly("crm.sums", "public.invoices");
    assertThat(tablesOfOthers(database)).isEmpty();
  }

  private static List<String> tablesOfOthers(TenantDatabase database) {
    try (OwnerSession session = database.session()) {
      return new StoreMigrator(SCHEMA).tablesOfOthers(session);
    }
  }

  @Test
  void shouldChangeNothingWhenAlreadyAtTheTarget(TenantDatabase database) {
    // Given
    database.migrated();
    List<String> before = history(database);

    // When
    MigrationReport report = database.migrate(SCHEMA.newest());

    // Then
    assertThat(report).isEqualTo(MigrationReport.nothingToDo(SCHEMA.newest()));
    assertThat(history(database)).isEqualTo(before);
  }

  @Test
  void shouldStopAtThePinnedVersionAndGoOnFromThere(TenantDatabase database) {
    // Given
    database.migrate(new SchemaVersion(2));

    // When
    MigrationReport report = database.migrate(SCHEMA.newest());

    // Then
    assertThat(report.from()).isEqualTo(new SchemaVersion(2));
    assertThat(report.applied())
        .first()
        .extracting(AppliedMigration::version)
        .isEqualTo(new SchemaVersion(3));
    assertThat(report.to()).isEqualTo(SCHEMA.newest());
  }

  @Test
  void shouldLeaveADatabaseThatIsBeyondTheTarget(TenantDatabase database) {
    // Given
    database.migrated();

    // When
    MigrationReport report = database.migrate(new SchemaVersion(2));

    // Then
    assertThat(report).isEqualTo(MigrationReport.nothingToDo(SCHEMA.newest()));
  }

  @Test
  void shouldComputeTheChecksumsThatFlywayWrites(TenantDatabase database) {
    // When
    database.migrated();

    // Then
    assertThat(
            database
                .owner()
                .query(
                    "SELECT checksum FROM tenantdb.schema_history WHERE version IS NOT NULL ORDER BY installed_rank"))
        .isEqualTo(
            SCHEMA.migrations().stream().map(one -> Integer.toString(one.checksum())).toList());
  }

  @Test
  void shouldApplyEachMigrationOnceWhenTwoRunAtTheSameTime(TenantDatabase database)
      throws Exception {
    // When
    List<MigrationReport> reports = inParallel(() -> database.migrate(SCHEMA.newest()));

    // Then
    assertThat(reports).extracting(MigrationReport::to).containsOnly(SCHEMA.newest());
    assertThat(history(database)).hasSize(SCHEMA.migrations().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE tenantdb.schema_history SET checksum = checksum + 1 WHERE version = '3'",
        "UPDATE tenantdb.schema_history SET success = false WHERE version = '7'",
        "UPDATE tenantdb.schema_history SET version = '4.1' WHERE version = '4'",
        "DELETE FROM tenantdb.schema_history WHERE version = '3'"
      })
  void shouldRefuseADatabaseWhoseHistoryDiffers(String tampering, TenantDatabase database) {
    // Given
    database.migrated().owner().execute(tampering);
    List<String> before = history(database);

    // Then
    assertThatThrownBy(() -> database.migrate(SCHEMA.newest())).isInstanceOf(Drifted.class);
    assertThat(history(database)).isEqualTo(before);
  }

  @Test
  void shouldRefuseADatabaseThatIsNewerThanThisBuild(TenantDatabase database) {
    // Given
    database
        .migrated()
        .owner()
        .execute(
            """
            INSERT INTO tenantdb.schema_history
            SELECT 100, '8', 'from the future', type, 'V8__x.sql', 1, installed_by, now(), 1, true
            FROM tenantdb.schema_history WHERE version = '7'
            """);

    // Then
    assertThatThrownBy(() -> database.migrate(SCHEMA.newest()))
        .isInstanceOf(NewerThanKnown.class)
        .hasMessage("the database has version 8, but the newest this build knows is 7");
  }

  @Test
  void shouldRefuseATargetItDoesNotKnow(TenantDatabase database) {
    assertThatThrownBy(() -> database.migrate(new SchemaVersion(99)))
        .isInstanceOf(NewerThanKnown.class)
        .hasMessageContaining("asked for version 99");
  }

  @Test
  void shouldSayWhichMigrationFailedAndKeepThoseBefore(TenantDatabase database) {
    // Given
    database.owner().execute("CREATE TABLE public.settings (x int)");

    // Then
    assertThatThrownBy(() -> database.migrate(SCHEMA.newest()))
        .isInstanceOfSatisfying(
            MigrationFailed.class,
            failure -> {
              assertThat(failure.version()).isEqualTo(new SchemaVersion(5));
              assertThat(failure.sqlState()).isEqualTo("42P07");
              assertThat(failure.mayPassWhenRepeated()).isFalse();
              assertThat(failure).hasMessageContaining("relation \"settings\" already exists");
            });
    assertThat(history(database)).hasSize(4);
  }

  @Test
  void shouldGoOnWhenTheReasonOfAFailureIsGone(TenantDatabase database) {
    // Given
    database.owner().execute("CREATE TABLE public.settings (x int)");
    assertThatThrownBy(() -> database.migrate(SCHEMA.newest())).isInstanceOf(MigrationFailed.class);
    database.owner().execute("DROP TABLE public.settings");

    // When
    MigrationReport report = database.migrate(SCHEMA.newest());

    // Then
    assertThat(report.from()).isEqualTo(new SchemaVersion(4));
    assertThat(report.to()).isEqualTo(SCHEMA.newest());
  }

  @Test
  void shouldNotMigrateASchemaThatSomebodyElseMade(TenantDatabase database) {
    // Given
    database.owner().execute("CREATE SCHEMA tenantdb", "CREATE TABLE tenantdb.theirs (x int)");

    // Then
    assertThatThrownBy(() -> database.migrate(SCHEMA.newest())).isInstanceOf(SchemaException.class);
    assertThat(database.owner().query("SELECT count(*) FROM tenantdb.theirs")).containsExactly("0");
  }

  @Test
  void shouldPinTheSearchPathOfItsSessions(TenantDatabase database) throws Exception {
    // When
    try (OwnerSession session = database.session();
        var row = session.connection().createStatement().executeQuery("SHOW search_path")) {
      row.next();

      // Then
      assertThat(row.getString(1)).isEqualTo("pg_catalog,pg_temp");
    }
  }

  @Test
  void shouldReportUnreachableWhenNothingListens() throws IOException {
    // Given
    DatabaseAddress nobody = address(freePort(), "x", TlsMode.DISABLED);

    // Then
    assertThatThrownBy(() -> OwnerSession.open(nobody, SessionLimits.defaults()))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("connect to neondb_owner@localhost:")
        .message()
        .doesNotContain("owner-s3cr3t");
  }

  @Test
  void shouldReportUnreachableWhenTlsIsRequiredAndTheServerHasNone(TenantDatabase database) {
    // Given
    DatabaseAddress address = address(database.port(), database.name(), TlsMode.REQUIRED);

    // Then
    assertThatThrownBy(() -> OwnerSession.open(address, SessionLimits.defaults()))
        .isInstanceOf(Unreachable.class);
  }

  @Test
  void shouldReportUnreachableWhenTheConnectionIsLost(TenantDatabase database) {
    // Given
    try (OwnerSession session = database.session()) {
      database
          .superuser()
          .execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                  + " WHERE application_name = 'tenantdb-operator' AND datname = current_database()");

      // Then
      assertThatThrownBy(() -> new StoreMigrator(SCHEMA).migrate(session, SCHEMA.newest()))
          .isInstanceOf(Unreachable.class);
    }
  }

  @Test
  void shouldReportUnreachableWhenTheServerLetsNobodyConnectNow(TenantDatabase database) {
    // Given
    new Connect(database.port(), "postgres", "neondb_owner")
        .execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database.name()));

    // Then
    assertThatThrownBy(database::session)
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("55000");
  }

  @Test
  void shouldReportAccessRefusedWhenTheDatabaseIsNotThere(TenantDatabase database) {
    // Given
    DatabaseAddress address = address(database.port(), "nowhere", TlsMode.DISABLED);

    // Then
    assertThatThrownBy(() -> OwnerSession.open(address, SessionLimits.defaults()))
        .isInstanceOf(AccessRefused.class);
  }

  private static DatabaseAddress address(int port, String database, TlsMode tls) {
    return new DatabaseAddress(
        "localhost", port, database, "neondb_owner", "owner-s3cr3t", tls, false);
  }

  private static List<String> history(TenantDatabase database) {
    return database
        .owner()
        .query(
            "SELECT version, checksum, success FROM tenantdb.schema_history WHERE version IS NOT NULL ORDER BY installed_rank");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static <T> List<T> inParallel(Callable<T> work)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<T> first = threads.submit(work);
      Future<T> second = threads.submit(work);
      return List.of(first.get(), second.get());
    }
  }
}
