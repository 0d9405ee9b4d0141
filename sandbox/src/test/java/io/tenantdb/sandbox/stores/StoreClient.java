package io.tenantdb.sandbox.stores;

import io.tenantdb.schema.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** An application of a store, or somebody with its credentials. */
record StoreClient(String uri) {

  DatabaseAddress address() {
    return DatabaseAddress.parse(uri);
  }

  /** The same database with other credentials. */
  Connection connectAs(String user, String password) throws SQLException {
    return connect(address().host(), user, password);
  }

  /** Another host with these credentials. */
  Connection connectTo(StoreClient other) throws SQLException {
    return connect(other.address().host(), address().user(), address().password());
  }

  Connection connect() throws SQLException {
    return connect(address().host(), address().user(), address().password());
  }

  /** The first column of a query's rows, as text. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String host, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "require");
    properties.setProperty("channelBinding", "require");
    properties.setProperty("connectTimeout", "20");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host, address().port(), address().database()),
        properties);
  }
}
