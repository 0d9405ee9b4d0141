package io.tenantdb.connections;

import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL with the registry as the operator makes it, and stores as the operator leaves
 * them: a database with its identity row, a login of its own, a sealed string in the registry.
 * Logins need their passwords.
 */
final class TestPlatform implements AutoCloseable {
  static final String DOMAIN = "example.com";
  static final String PASSWORD = "first";

  private final EmbeddedPostgres postgres;
  final Relay registry;
  private Keyring keyring = Keyring.generate(Clock.systemUTC());
  private final List<Relay> relays = new ArrayList<>();
  private int stores;

  TestPlatform() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("shared_buffers", "16MB")
              .setServerConfig("max_connections", "400")
              .setDataDirectoryCustomizer(TestPlatform::demandPasswords)
              .start();
      registry = new Relay(postgres.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("postgres", "create database registry", "create role shop login password 'shop'");
    Flyway.configure()
        .dataSource(url("registry"), "postgres", "")
        .locations("classpath:io/tenantdb/operator/registry")
        .placeholders(Map.of("serviceRole", "tenantdb_service"))
        .load()
        .migrate();
    execute("registry", "grant tenantdb_service to shop");
  }

  private static void demandPasswords(java.io.File data) {
    try {
      Files.writeString(
          Path.of(data.getPath(), "pg_hba.conf"),
          "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RegistryLogin registryLogin() {
    return new RegistryLogin(
        "jdbc:postgresql://127.0.0.1:%d/registry".formatted(registry.port()), "shop", "shop");
  }

  /** Connections by this platform's registry and keyring; the caller adds what it tests. */
  TenantConnectionsBuilder connections() {
    return TenantConnections.builder()
        .registry(
            "jdbc:postgresql://127.0.0.1:%d/registry".formatted(registry.port()), "shop", "shop")
        .keyring(() -> keyring)
        .baseDomain(DOMAIN)
        .pools(PoolTerms.standard().waiting(Duration.ofSeconds(5), Duration.ofSeconds(4)));
  }

  /** A store in use. */
  TestStore newStore() {
    stores++;
    String label = "shop" + stores;
    String role = "app_" + stores;
    TestStore store = new TestStore(UUID.randomUUID(), label, role, newRelay());
    execute(
        "postgres",
        "create role %s login password '%s'".formatted(role, PASSWORD),
        "create database " + role);
    execute(
        role,
        "create schema tenantdb",
        "create table tenantdb.identity (organization_id uuid not null)",
        "insert into tenantdb.identity values ('%s')".formatted(store.organization()),
        "grant usage on schema tenantdb to public",
        "grant select on tenantdb.identity to public",
        "create table public.products (name text)",
        "grant all on public.products to public",
        "insert into public.products values ('product of %s')".formatted(label));
    execute(
        "registry",
        "insert into organizations values ('%s')".formatted(store.organization()),
        """
        insert into tenant_databases (organization_id, subdomain, neon_project_id, neon_branch_id,
          neon_endpoint_id, connection_string_encrypted, status)
        values ('%s', '%s', 'p1', 'br-%s', 'ep-%s', '%s', 'active')
        """
            .formatted(
                store.organization(), label, label, label, sealed(store, store.uri(PASSWORD))));
    return store;
  }

  private Relay newRelay() {
    try {
      Relay relay = new Relay(postgres.getPort());
      relays.add(relay);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String sealed(TestStore store, String uri) {
    return new Sealer(keyring).seal(uri, store.organization()).jwe();
  }

  /** From now on another key seals; the old one still opens. */
  void rotateKeyring() {
    keyring = keyring.withNewKey(Clock.systemUTC());
  }

  /** The keyring as it is now. */
  Keyring keyring() {
    return keyring;
  }

  /** Changes columns of a store's registry row. */
  void update(TestStore store, String assignments) {
    execute(
        "registry",
        "update tenant_databases set %s where organization_id = '%s'"
            .formatted(assignments, store.organization()));
  }

  /** Gives the store's login another password, and its registry row the string for it. */
  void publishPassword(TestStore store, String password) {
    update(
        store, "connection_string_encrypted = '%s'".formatted(sealed(store, store.uri(password))));
  }

  void setPassword(TestStore store, String password) {
    execute("postgres", "alter role %s password '%s'".formatted(store.role(), password));
  }

  void execute(String database, String... statements) {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, as text. */
  String query(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", "")) {
      return queryOn(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String queryOn(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  /** Open sessions of a store's login. */
  int sessions(TestStore store) {
    return Integer.parseInt(
        query(
            "postgres",
            "select count(*) from pg_stat_activity where usename = '%s'".formatted(store.role())));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
  }

  @Override
  public void close() throws IOException {
    for (Relay relay : relays) {
      relay.close();
    }
    registry.close();
    postgres.close();
  }
}
