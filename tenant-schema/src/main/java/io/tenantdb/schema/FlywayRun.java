package io.tenantdb.schema;

import io.tenantdb.schema.SchemaException.Drifted;
import io.tenantdb.schema.SchemaException.MigrationFailed;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateOutput;

/** Applies pending migrations with Flyway, and says in our words what came of it. */
record FlywayRun(StoreSchema schema) {

  private static final String LOCATION = "classpath:io/tenantdb/schema/" + StoreSchema.FOLDER;

  List<AppliedMigration> migrate(OwnerSession session, SchemaVersion target) {
    try {
      return configured(session, target).migrate().migrations.stream()
          .map(FlywayRun::applied)
          .toList();
    } catch (FlywayValidateException e) {
      throw new Drifted(
          "the applied migrations differ from those of this build: " + firstLine(e), e);
    } catch (FlywayException e) {
      throw translate(e, session);
    }
  }

  private static Flyway configured(OwnerSession session, SchemaVersion target) {
    return Flyway.configure(FlywayRun.class.getClassLoader())
        .dataSource(PinnedSearchPath.of(session.dataSource()))
        .locations(LOCATION)
        .defaultSchema(History.SCHEMA)
        .table(History.TABLE)
        .target(MigrationVersion.fromVersion(target.toString()))
        .placeholderReplacement(false)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .loggers("slf4j")
        .load();
  }

  private static AppliedMigration applied(MigrateOutput output) {
    return new AppliedMigration(
        SchemaVersion.parse(output.version),
        output.description,
        Duration.ofMillis(output.executionTime));
  }

  private SchemaException translate(FlywayException e, OwnerSession session) {
    DatabaseFailure failure = DatabaseFailure.beneath(e).orElse(null);
    if (failure == null) {
      return failedAfter(session, DatabaseFailure.UNKNOWN_STATE, firstLine(e), e);
    }
    return failure
        .asNoAccess("migrate the schema")
        .orElseGet(() -> failedAfter(session, failure.sqlState(), failure.message(), e));
  }

  /** The one that failed is the one after those that stand in the history. */
  private MigrationFailed failedAfter(
      OwnerSession session, String sqlState, String message, FlywayException e) {
    int applied =
        (int) History.read(session).entries().stream().filter(History.Entry::success).count();
    int failed = Math.min(applied, schema.migrations().size() - 1);
    return new MigrationFailed(schema.migrations().get(failed).version(), sqlState, message, e);
  }

  private static String firstLine(FlywayException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no message")
        .lines()
        .findFirst()
        .orElse("no message");
  }
}
