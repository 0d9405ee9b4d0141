package io.tenantdb.sandbox.bench.lookup;

import io.tenantdb.connections.ConnectionsListener;
import io.tenantdb.connections.PoolTerms;
import io.tenantdb.connections.TenantConnections;
import io.tenantdb.operator.registry.RegistryAccess;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.registry.RegistryMirror;
import io.tenantdb.operator.registry.RegistryPace;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A registry with stores, written by the operator's own mirror. All stores are one database: each
 * has a role named like its organization, and whoever logs in finds its name as the identity.
 */
public final class LookupPlace implements AutoCloseable {
  static final String DOMAIN = "example.com";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Ours, the mirror's, and those that were closed and whose servers have not ended yet. */
  private static final int OTHER_SESSIONS = 80;

  private static final String PASSWORD = "secret";

  private final EmbeddedPostgres postgres;
  private final Keyring keyring = Keyring.generate(Clock.systemUTC());
  private final List<UUID> organizations;

  /**
   * Makes it.
   *
   * @param connections how many the server lets the stores' roles have
   */
  public LookupPlace(int stores, int connections) {
    organizations = IntStream.range(0, stores).mapToObj(i -> UUID.randomUUID()).toList();
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", String.valueOf(connections + OTHER_SESSIONS))
              .setServerConfig("shared_buffers", "64MB")
              .setDataDirectoryCustomizer(LookupPlace::demandPasswords)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    makeStores();
    publish(new Sealer(keyring), Clock.systemUTC());
  }

  private static void demandPasswords(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeStores() {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create schema tenantdb");
      statement.execute(
          "create view tenantdb.identity as select session_user::text::uuid as organization_id");
      statement.execute("grant usage on schema tenantdb to public");
      statement.execute("grant select on tenantdb.identity to public");
      String verifier = verifier(statement);
      for (UUID organization : organizations) {
        statement.addBatch(
            "create role \"%s\" login password '%s'".formatted(organization, verifier));
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same for all, since to hash a password takes milliseconds. */
  private static String verifier(Statement statement) throws SQLException {
    statement.execute("create role one password '%s'".formatted(PASSWORD));
    try (ResultSet row =
        statement.executeQuery("select rolpassword from pg_authid where rolname = 'one'")) {
      row.next();
      return row.getString(1);
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  private void publish(Sealer sealer, Clock clock) {
    try (RegistryMirror mirror =
        RegistryMirror.start(
            new RegistryAccess(url(), "postgres", "unused", "tenantdb_service"),
            "bench",
            RegistryPace.auditing(PATIENCE),
            clock)) {
      for (int i = 0; i < organizations.size(); i++) {
        mirror.publish(entry(i, organizations.get(i), sealer));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!mirror.health().connected() || mirror.health().pending() > 0) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("The registry was not written in time.");
        }
        Thread.onSpinWait();
      }
    }
  }

  private RegistryEntry entry(int number, UUID organization, Sealer sealer) {
    String uri =
        "postgresql://%s:%s@127.0.0.1:%d/postgres?sslmode=disable"
            .formatted(organization, PASSWORD, postgres.getPort());
    return new RegistryEntry(
        organization,
        label(number),
        "project",
        "br-" + number,
        "ep-" + number,
        sealer.seal(uri, organization).jwe(),
        "eu-central-1",
        State.ACTIVE,
        null,
        null,
        List.of());
  }

  /** Connections that know no store yet. */
  public TenantConnections connections(PoolTerms terms) {
    return connections(terms, new ConnectionsListener() {});
  }

  /** Connections that know no store yet, and whom they tell what happens. */
  public TenantConnections connections(PoolTerms terms, ConnectionsListener listener) {
    return TenantConnections.builder()
        .registry(url(), "postgres", "unused")
        .keyring(keyring)
        .baseDomain(DOMAIN)
        .pools(terms)
        .listener(listener)
        .build();
  }

  /** A session of the registry without us. */
  public Connection registry() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  /** The server's process, whose children the sessions are. */
  public long server() {
    try (Connection session = registry();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1))
          .flatMap(ProcessHandle::parent)
          .orElseThrow(() -> new IllegalStateException("The server is on another machine."))
          .pid();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A data source without us: this store's login, and nothing else. */
  public DataSource login(UUID organization) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser(organization.toString());
    source.setPassword(PASSWORD);
    return source;
  }

  /** Under which a store is registered. */
  public static String label(int number) {
    return "store-" + number;
  }

  /** Under which a store is served. */
  public static String host(int number) {
    return label(number) + "." + DOMAIN;
  }

  /** Of all stores. */
  public List<UUID> organizations() {
    return organizations;
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
