package io.tenantdb.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs statements as one user of one database, each on a connection of its own. */
record Connect(int port, String database, String user) {

  void execute(String... statements) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new StatementRefused(e);
    }
  }

  /** Each row as its columns' texts, separated by spaces. */
  List<String> query(String sql) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder(String.valueOf(rows.getString(1)));
        for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
          row.append(' ').append(rows.getString(column));
        }
        result.add(row.toString());
      }
      return result;
    } catch (SQLException e) {
      throw new StatementRefused(e);
    }
  }

  Connection open() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + database, user, "");
  }

  /** What the server said no to, with its SQLSTATE. */
  static final class StatementRefused extends RuntimeException {
    private final String sqlState;

    StatementRefused(SQLException cause) {
      super(cause.getMessage(), cause);
      this.sqlState = cause.getSQLState();
    }

    String sqlState() {
      return sqlState;
    }
  }
}
