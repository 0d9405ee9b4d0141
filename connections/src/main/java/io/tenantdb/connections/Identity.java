package io.tenantdb.connections;

import io.tenantdb.connections.StoreUnavailableException.WrongStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;

/**
 * The row in each store's database that says whose it is: written once when the store is made, and
 * writable by nobody whom the store's owner may be.
 */
final class Identity {
  // Qualified, and without an operator or function that a tenant could have planted another of.
  private static final String QUERY = "select organization_id from tenantdb.identity";

  /** invalid_schema_name, undefined_table: there is no such row, so it is no store's database. */
  private static final Set<String> NO_IDENTITY = Set.of("3F000", "42P01");

  private static final int PATIENCE_MILLIS = 10_000;

  private Identity() {}

  /**
   * The connection, if it is to the database of the organization's store.
   *
   * @throws WrongStore if it is to another one; the connection is closed then
   * @throws SQLException if it could not be told; the connection is closed then
   */
  static Connection proven(Connection connection, UUID organization) throws SQLException {
    boolean isProven = false;
    try {
      String found = read(connection);
      isProven = found.equals(organization.toString());
      if (!isProven) {
        throw new WrongStore(organization, found.isEmpty() ? "no store's database" : found);
      }
      return connection;
    } finally {
      if (!isProven) {
        connection.close();
      }
    }
  }

  private static String read(Connection connection) throws SQLException {
    int before = connection.getNetworkTimeout();
    // Of the socket: a server that went silent would not hear that a query is to end.
    connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      String found = rows.next() ? rows.getString(1) : "";
      connection.setNetworkTimeout(Runnable::run, before);
      return found;
    } catch (SQLException e) {
      if (NO_IDENTITY.contains(e.getSQLState())) {
        return "";
      }
      throw e;
    }
  }
}
