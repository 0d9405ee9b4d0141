package io.tenantdb.sandbox.bench;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.schema.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * Lets hollow branches, which all are one database, be told apart by their identity.
 *
 * <p>The operator writes one identity row into each store's database and refuses one that has
 * another's. In a shared database there is one table for all, so its key, which is always true in a
 * real store, becomes the branch that neon-local says a session is meant for, and a view of the
 * table's name shows the session its branch's row. Inserts, their ON CONFLICT and updates go
 * through the view, since PostgreSQL maps such a view onto its table by itself. What the operator
 * sends stays what it is.
 */
public final class SharedIdentity {
  private static final List<String> STATEMENTS =
      List.of(
          "ALTER TABLE tenantdb.identity RENAME TO identity_of_branches",
          "ALTER TABLE tenantdb.identity_of_branches DROP CONSTRAINT identity_only_row_check",
          "ALTER TABLE tenantdb.identity_of_branches ALTER COLUMN only_row DROP DEFAULT",
          "ALTER TABLE tenantdb.identity_of_branches ALTER COLUMN only_row TYPE text",
          "ALTER TABLE tenantdb.identity_of_branches ALTER COLUMN only_row"
              + " SET DEFAULT current_setting('neon_local.branch_id')",
          "CREATE VIEW tenantdb.identity AS SELECT * FROM tenantdb.identity_of_branches"
              + " WHERE only_row = current_setting('neon_local.branch_id')",
          "GRANT SELECT ON tenantdb.identity TO store_app");

  private SharedIdentity() {}

  /** Changes the database of a project; its template has to have the schema. */
  public static void in(NeonApi api, String projectId, String templateBranch) {
    String uri =
        api.connectionUri(projectId, templateBranch, "neondb", "neondb_owner", false).reveal();
    try (Connection connection = connect(DatabaseAddress.parse(uri))) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String each : STATEMENTS) {
          statement.execute(each);
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The identity table of project %s could not be shared.".formatted(projectId), e);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("sslmode", "require");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
        properties);
  }
}
