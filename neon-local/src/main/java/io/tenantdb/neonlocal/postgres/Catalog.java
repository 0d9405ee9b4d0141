package io.tenantdb.neonlocal.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says about its roles, databases and sessions. */
public final class Catalog {

  /**
   * A role of the people who use the branch.
   *
   * @param verifier what is stored of its password; null without one
   */
  public record FoundRole(String name, boolean login, @Nullable String verifier) {
    @Override
    public String toString() {
      return "FoundRole " + name;
    }
  }

  /** A database of the people who use the branch. */
  public record FoundDatabase(long oid, String name, String owner) {}

  private Catalog() {}

  /** All roles but PostgreSQL's and Neon's own, by name. */
  public static List<FoundRole> roles(Connection admin) throws SQLException {
    List<FoundRole> roles = new ArrayList<>();
    try (Statement statement = admin.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT rolname, rolcanlogin, rolpassword FROM pg_authid
                WHERE rolname !~ '^pg_' AND rolname NOT IN ('cloud_admin', 'neon_superuser')
                ORDER BY rolname
                """)) {
      while (found.next()) {
        roles.add(new FoundRole(found.getString(1), found.getBoolean(2), found.getString(3)));
      }
    }
    return roles;
  }

  /** All databases but PostgreSQL's own, by name. */
  public static List<FoundDatabase> databases(Connection admin) throws SQLException {
    List<FoundDatabase> databases = new ArrayList<>();
    try (Statement statement = admin.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT oid, datname, pg_get_userbyid(datdba) FROM pg_database
                WHERE datname NOT IN ('postgres', 'template0', 'template1')
                ORDER BY oid
                """)) {
      while (found.next()) {
        databases.add(new FoundDatabase(found.getLong(1), found.getString(2), found.getString(3)));
      }
    }
    return databases;
  }
}
