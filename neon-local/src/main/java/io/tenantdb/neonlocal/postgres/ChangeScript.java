package io.tenantdb.neonlocal.postgres;

import static io.tenantdb.neonlocal.postgres.Identifiers.literal;
import static io.tenantdb.neonlocal.postgres.Identifiers.quoted;

import io.tenantdb.neonlocal.model.Change;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a server what the API promised. Telling it twice does no harm. */
public final class ChangeScript {

  private final Admin admin;
  private final InetSocketAddress server;

  /** Talks to this server. */
  public ChangeScript(Admin admin, InetSocketAddress server) {
    this.admin = admin;
    this.server = server;
  }

  /** Makes the changes in their order. */
  public void apply(List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    try (Connection connection = admin.connect(server)) {
      for (Change change : changes) {
        apply(connection, change);
      }
    }
  }

  private void apply(Connection connection, Change change) throws SQLException {
    switch (change) {
      case Change.PutRole role -> putRole(connection, role);
      case Change.SetPassword password -> setPassword(connection, password);
      case Change.DropRole role -> dropRole(connection, role.name());
      case Change.PutDatabase database -> putDatabase(connection, database);
      case Change.AlterDatabase database -> alterDatabase(connection, database);
      case Change.DropDatabase database ->
          run(connection, "DROP DATABASE IF EXISTS " + quoted(database.name()) + " WITH (FORCE)");
    }
  }

  private static void putRole(Connection connection, Change.PutRole role) throws SQLException {
    String name = quoted(role.name());
    if (!exists(connection, "pg_roles WHERE rolname", role.name())) {
      run(
          connection,
          "CREATE ROLE "
              + name
              + " INHERIT CREATEROLE CREATEDB BYPASSRLS REPLICATION IN ROLE neon_superuser");
    }
    run(connection, "ALTER ROLE " + name + passwordClause(role.verifier()));
  }

  private static String passwordClause(@Nullable String verifier) {
    return verifier == null ? " NOLOGIN" : " LOGIN PASSWORD " + literal(verifier);
  }

  private static void setPassword(Connection connection, Change.SetPassword change)
      throws SQLException {
    if (!exists(connection, "pg_roles WHERE rolname", change.name())) {
      return;
    }
    run(
        connection,
        "ALTER ROLE " + quoted(change.name()) + " PASSWORD " + literal(change.verifier()));
    disconnect(connection, change.name());
  }

  private static void disconnect(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?")) {
      statement.setString(1, role);
      statement.execute();
    }
  }

  /**
   * What the role owns goes to the superuser's group of owners: dropping a role must not drop data.
   */
  private void dropRole(Connection connection, String role) throws SQLException {
    if (!exists(connection, "pg_roles WHERE rolname", role)) {
      return;
    }
    disconnect(connection, role);
    for (Catalog.FoundDatabase database : Catalog.databases(connection)) {
      try (Connection inside = admin.connect(server, database.name())) {
        run(inside, "REASSIGN OWNED BY " + quoted(role) + " TO neon_superuser");
        run(inside, "DROP OWNED BY " + quoted(role));
      }
    }
    run(connection, "REASSIGN OWNED BY " + quoted(role) + " TO neon_superuser");
    run(connection, "DROP OWNED BY " + quoted(role));
    run(connection, "DROP ROLE " + quoted(role));
  }

  private static void putDatabase(Connection connection, Change.PutDatabase database)
      throws SQLException {
    if (!exists(connection, "pg_database WHERE datname", database.name())) {
      run(
          connection,
          "CREATE DATABASE "
              + quoted(database.name())
              + " OWNER "
              + quoted(database.owner())
              + " STRATEGY FILE_COPY");
    }
  }

  private static void alterDatabase(Connection connection, Change.AlterDatabase change)
      throws SQLException {
    if (!change.name().equals(change.newName())
        && exists(connection, "pg_database WHERE datname", change.name())) {
      run(
          connection,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
              + literal(change.name()));
      run(
          connection,
          "ALTER DATABASE " + quoted(change.name()) + " RENAME TO " + quoted(change.newName()));
    }
    run(
        connection,
        "ALTER DATABASE " + quoted(change.newName()) + " OWNER TO " + quoted(change.newOwner()));
  }

  private static boolean exists(Connection connection, String where, String name)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM " + where + " = ?")) {
      statement.setString(1, name);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
