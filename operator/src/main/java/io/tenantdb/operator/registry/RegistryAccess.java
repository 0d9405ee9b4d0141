package io.tenantdb.operator.registry;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the registry and who reads it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}, without credentials
 * @param user the login that owns the tables; null takes the driver's default
 * @param password its password; null when the server asks for none
 * @param serviceRole the role that may read; made when it is absent and the login may create roles
 */
public record RegistryAccess(
    String jdbcUrl, @Nullable String user, @Nullable String password, String serviceRole) {

  /** Opens a session that may last; its owner closes it. */
  public Connection open() throws SQLException {
    var properties = new Properties();
    // What the URL says of these wins.
    properties.setProperty("ApplicationName", "tenantdb-operator");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return "RegistryAccess[%s as %s, read by %s]".formatted(jdbcUrl, user, serviceRole);
  }
}
