package io.tenantdb.schema;

import io.tenantdb.schema.DatabaseAddress.TlsMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One open connection to a tenant database as its owner, and the means to open more of the kind.
 * The search path is pinned, so that nothing a tenant could make is ever found by name; every wait
 * has an end. Not thread-safe; close it.
 */
public final class OwnerSession implements AutoCloseable {

  private static final String APPLICATION_NAME = "tenantdb-operator";

  /** So that the server's own time-out comes first and its message is seen. */
  private static final Duration SOCKET_GRACE = Duration.ofSeconds(30);

  private final DataSource dataSource;
  private final Connection connection;

  private OwnerSession(DataSource dataSource, Connection connection) {
    this.dataSource = dataSource;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws SchemaException.Unreachable if there is no connection in time
   * @throws SchemaException.AccessRefused if the server does not let this user in
   */
  public static OwnerSession open(DatabaseAddress address, SessionLimits limits) {
    DataSource dataSource = dataSource(address, limits);
    try {
      return new OwnerSession(dataSource, dataSource.getConnection());
    } catch (SQLException e) {
      throw DatabaseFailure.of(e).asConnectFailure("connect to " + address);
    }
  }

  Connection connection() {
    return connection;
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** Closes the connection. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The server drops what is left of it; the work is done or has failed already.
    }
  }

  private static DataSource dataSource(DatabaseAddress address, SessionLimits limits) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {address.host()});
    source.setPortNumbers(new int[] {address.port()});
    source.setDatabaseName(address.database());
    source.setUser(address.user());
    source.setPassword(address.password());
    source.setApplicationName(APPLICATION_NAME);
    source.setOptions(sessionSettings(limits));
    source.setConnectTimeout(seconds(limits.connect()));
    source.setLoginTimeout(seconds(limits.connect()));
    source.setSocketTimeout(seconds(limits.statement().plus(SOCKET_GRACE)));
    source.setTcpKeepAlive(true);
    secure(source, address);
    return source;
  }

  private static void secure(PGSimpleDataSource source, DatabaseAddress address) {
    source.setSslMode(
        switch (address.tls()) {
          case DISABLED -> "disable";
          case REQUIRED -> "require";
          case VERIFIED -> "verify-full";
        });
    if (address.tls() == TlsMode.VERIFIED) {
      // The driver's own factory looks for ~/.postgresql/root.crt; this one asks Java's trust
      // store.
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    source.setChannelBinding(address.channelBinding() ? "require" : "prefer");
  }

  private static String sessionSettings(SessionLimits limits) {
    return "-c search_path=pg_catalog,pg_temp -c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
        .formatted(
            limits.statement().toMillis(), limits.lock().toMillis(), limits.statement().toMillis());
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.toSeconds()));
  }
}
