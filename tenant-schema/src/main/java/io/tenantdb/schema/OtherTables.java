package io.tenantdb.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What holds rows in a database and is neither the server's nor an extension's. */
final class OtherTables {
  private static final String QUERY = Resources.text("other-tables.sql");

  private OtherTables() {}

  static List<String> list(OwnerSession session) {
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    } catch (SQLException e) {
      throw DatabaseFailure.of(e).asStatementFailure("list the tables");
    }
  }
}
