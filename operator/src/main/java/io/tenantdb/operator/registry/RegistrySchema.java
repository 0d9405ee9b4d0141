package io.tenantdb.operator.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the registry's tables to their newest version, also after they were wiped. */
final class RegistrySchema {
  private static final String HISTORY = "tenantdb_registry_history";
  private static final String MADE_BY_US = "made by tenantdb";
  private static final String MISSING =
      """
      num_nulls(to_regclass('tenant_databases'), to_regclass('tenant_migrations'),
                to_regclass('tenant_connections'), to_regclass('tenant_intake')) > 0
      """;

  private final DataSource database;
  private final String serviceRole;

  RegistrySchema(DataSource database, String serviceRole) {
    this.database = database;
    this.serviceRole = serviceRole;
  }

  /**
   * Migrates.
   *
   * @return whether {@code organizations} is ours, so that we may add to it
   */
  boolean migrate() throws SQLException {
    forgetHistoryOfWipedTables();
    flyway().migrate();
    try (Connection connection = database.getConnection()) {
      hideHistory(connection);
      return ownsOrganizations(connection);
    }
  }

  private Flyway flyway() {
    FluentConfiguration configuration =
        Flyway.configure(RegistrySchema.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:io/tenantdb/operator/registry")
            .table(HISTORY)
            .placeholders(Map.of("serviceRole", serviceRole))
            .validateMigrationNaming(true)
            // The platform's own tables are usually there before ours.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .cleanDisabled(true);
    return configuration.load();
  }

  // Somebody dropped tables but not Flyway's notes of having made them. Not so organizations: where
  // it
  // was the platform's, an empty one of ours in its place would only do harm.
  private void forgetHistoryOfWipedTables() throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (is(connection, "to_regclass('" + HISTORY + "') is not null") && is(connection, MISSING)) {
        run(connection, "drop table " + HISTORY);
      }
    }
  }

  // Row level security without a policy: what a platform opens by default (Supabase) stays closed
  // here.
  private static void hideHistory(Connection connection) throws SQLException {
    if (is(
        connection,
        "(select not relrowsecurity from pg_class where oid = '" + HISTORY + "'::regclass)")) {
      run(connection, "alter table " + HISTORY + " enable row level security");
    }
  }

  private static boolean ownsOrganizations(Connection connection) throws SQLException {
    return is(
        connection,
        "coalesce(obj_description(to_regclass('organizations'), 'pg_class') = '"
            + MADE_BY_US
            + "', false)");
  }

  private static boolean is(Connection connection, String condition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select " + condition)) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
