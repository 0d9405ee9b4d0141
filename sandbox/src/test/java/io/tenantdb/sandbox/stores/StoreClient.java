package io.tenantdb.sandbox.stores;

import io.tenantdb.neon.Secret;
import io.tenantdb.schema.DatabaseAddress;
import java.net.URI;
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

  /** Reached with a URI that another has, such as Neon. */
  static StoreClient with(Secret uri) {
    return new StoreClient(uri.reveal());
  }

  DatabaseAddress address() {
    return DatabaseAddress.parse(uri);
  }

  /** These credentials at another database's address. */
  StoreClient at(StoreClient other) {
    DatabaseAddress there = other.address();
    String credentials = URI.create(uri).getRawUserInfo();
    return new StoreClient(
        "postgresql://%s@%s:%d/%s?sslmode=require&channel_binding=require"
            .formatted(credentials, there.host(), there.port(), there.database()));
  }

  /** Another database of the same server. */
  StoreClient in(String database) {
    return new StoreClient(
        uri.replaceFirst("/" + address().database() + "\\?", "/" + database + "?"));
  }

  Connection connect() throws SQLException {
    DatabaseAddress address = address();
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("sslmode", "require");
    properties.setProperty("channelBinding", "require");
    properties.setProperty("connectTimeout", "20");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
        properties);
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
}
