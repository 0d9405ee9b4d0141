package io.tenantdb.operator.registry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The few connections the mirror needs, with a deadline on everything. */
final class RegistryPool {
  private RegistryPool() {}

  static HikariDataSource open(RegistryAccess access, Duration connect) {
    var config = new HikariConfig();
    config.setPoolName("registry");
    config.setJdbcUrl(access.jdbcUrl());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setMaximumPoolSize(2);
    // Nothing stays open between writes: a database that can sleep may.
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(connect.toMillis());
    // Starts although the database is down.
    config.setInitializationFailTimeout(-1);
    property(config, "ApplicationName", "tenantdb-operator");
    property(config, "connectTimeout", "5");
    property(config, "socketTimeout", "60");
    property(config, "tcpKeepAlive", "true");
    // The server's details quote whole rows, sealed strings included; they must not reach a
    // message.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }

  // What the URL says wins.
  private static void property(HikariConfig config, String name, String value) {
    if (!config.getJdbcUrl().contains(name + "=")) {
      config.addDataSourceProperty(name, value);
    }
  }
}
