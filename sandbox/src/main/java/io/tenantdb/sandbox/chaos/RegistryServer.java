package io.tenantdb.sandbox.chaos;

import io.tenantdb.sandbox.process.LoopbackPorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of the registry, which can be stopped and started where it was. */
final class RegistryServer implements AutoCloseable {
  /** It is trusted on this machine; a password is given all the same, to be looked for in logs. */
  static final String PASSWORD = "registry_pw_5d0e91c2";

  private final Path folder;
  private final int port = LoopbackPorts.free();
  private @Nullable EmbeddedPostgres server;

  RegistryServer(Path folder) {
    this.folder = folder;
    start();
  }

  void start() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
              .setDataDirectory(folder.resolve("registry"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL for the registry did not start.", e);
    }
  }

  void stop() {
    try {
      if (server != null) {
        server.close();
        server = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL for the registry did not stop.", e);
    }
  }

  Map<String, String> operatorSettings() {
    return Map.of(
        "TENANTDB_REGISTRY_URL",
        url(),
        "TENANTDB_REGISTRY_USER",
        "postgres",
        "TENANTDB_REGISTRY_PASSWORD",
        PASSWORD);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", PASSWORD);
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  @Override
  public void close() {
    stop();
  }
}
