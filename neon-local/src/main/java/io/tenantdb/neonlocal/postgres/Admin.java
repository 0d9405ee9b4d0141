package io.tenantdb.neonlocal.postgres;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens neon-local's own sessions, as a superuser nobody else can log in as.
 *
 * @param password the superuser's password, the same in all branches of a state folder
 */
public record Admin(String password) {

  /** Neon's name for its own superuser. */
  public static final String USER = "cloud_admin";

  /** A session in the database {@code postgres}. */
  public Connection connect(InetSocketAddress server) throws SQLException {
    return connect(server, "postgres");
  }

  /** A session in a database. */
  public Connection connect(InetSocketAddress server, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("PGDBNAME", database);
    properties.setProperty("sslmode", "disable");
    properties.setProperty("ApplicationName", "neon-local");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "120");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/"
            .formatted(server.getAddress().getHostAddress(), server.getPort()),
        properties);
  }

  @Override
  public String toString() {
    return USER;
  }
}
