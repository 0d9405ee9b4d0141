package io.tenantdb.sandbox.bench.lookup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** What a connection costs without any pool: log in, ask whose database it is. */
public final class NewEachTime {
  private final Function<UUID, DataSource> login;

  /** Over these logins. */
  public NewEachTime(Function<UUID, DataSource> login) {
    this.login = login;
  }

  /** A connection of the organization's store. */
  public Connection take(UUID organization) throws SQLException {
    Connection connection = login.apply(organization).getConnection();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select organization_id from tenantdb.identity")) {
      if (!row.next() || !row.getString(1).equals(organization.toString())) {
        throw new SQLException("The store is another's.");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
