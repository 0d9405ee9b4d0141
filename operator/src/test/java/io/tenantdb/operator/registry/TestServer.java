package io.tenantdb.operator.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL with a fresh database for each test; {@code postgres} may do everything. */
final class TestServer implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final AtomicInteger databases = new AtomicInteger();

  TestServer() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("shared_buffers", "16MB").start();
  }

  int port() {
    return postgres.getPort();
  }

  /** Makes an empty database and returns its name. */
  String newDatabase() throws SQLException {
    String name = "registry_" + databases.incrementAndGet();
    execute("postgres", "postgres", "create database " + name);
    return name;
  }

  void execute(String database, String user, String... statements) throws SQLException {
    try (Connection connection = connect(database, user);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Rows as text, columns joined by {@code |}. */
  List<String> query(String database, String user, String sql) throws SQLException {
    try (Connection connection = connect(database, user);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (result.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }

  String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(port(), database), user, "");
  }
}
