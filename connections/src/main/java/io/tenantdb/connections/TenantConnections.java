package io.tenantdb.connections;

import io.tenantdb.connections.ConnectionsListener.Retirement;
import io.tenantdb.connections.StoreUnavailableException.Closed;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Connections to each store's own database, by the host name under which it is served or by its
 * organization. One of these serves a whole process.
 *
 * <p>Safe for use by several threads, and so are the data sources it gives, which may be kept: they
 * follow a store when its password or place changes. Each connection was proven to reach the store
 * it was opened for.
 */
public final class TenantConnections implements AutoCloseable {
  private final Directory directory;
  private final Pools pools;
  private final PoolTerms terms;
  private final ConnectionsListener listener;
  private final Usage usage;
  private final Runnable end;
  private final StoreDataSource.Checkout checkout = this::getConnection;
  private volatile boolean isClosed;

  TenantConnections(Wiring wiring) {
    directory = wiring.directory();
    pools = wiring.pools();
    terms = wiring.terms();
    listener = wiring.listener();
    usage = wiring.usage();
    end = wiring::stop;
  }

  /** To say where the registry is and what opens its sealed strings. */
  public static TenantConnectionsBuilder builder() {
    return new TenantConnectionsBuilder();
  }

  /**
   * The store that is served under a host name.
   *
   * @param host as it stands in a request: upper case, a port and a dot at the end do no harm
   * @throws StoreUnavailableException if there is none, or it is not in use, or that can't be told
   *     now
   */
  public DataSource forHost(String host) throws StoreUnavailableException {
    return forOrganization(directory.organization(host));
  }

  /**
   * The store of an organization.
   *
   * @throws StoreUnavailableException if there is none, or it is not in use, or that can't be told
   *     now
   */
  public DataSource forOrganization(UUID organization) throws StoreUnavailableException {
    directory.store(organization).usable();
    return new StoreDataSource(organization, checkout);
  }

  /**
   * A connection to the store that is served under a host name, to be closed after use.
   *
   * @throws StoreUnavailableException if there is none; its type says why
   */
  public Connection getConnection(String host) throws StoreUnavailableException {
    return getConnection(directory.organization(host));
  }

  /**
   * A connection to an organization's store, to be closed after use.
   *
   * @throws StoreUnavailableException if there is none; its type says why
   */
  public Connection getConnection(UUID organization) throws StoreUnavailableException {
    try {
      return take(organization);
    } catch (StoreUnavailableException e) {
      listener.refused(organization, e);
      throw e;
    }
  }

  private Connection take(UUID organization) throws StoreUnavailableException {
    Deadline deadline = Deadline.after(terms.connectionTimeout());
    while (true) {
      if (isClosed) {
        throw new Closed();
      }
      Optional<Connection> connection = pools.of(directory.store(organization)).take(deadline);
      if (connection.isPresent()) {
        return connection.get();
      }
    }
  }

  /**
   * Forgets what is known of an organization: the registry is asked when it is next asked for.
   * Connections that are in use stay until they are closed.
   */
  public void forget(UUID organization) {
    directory.forget(organization);
    pools.retire(organization, Retirement.FORGOTTEN);
  }

  /** Forgets everything that is known, as {@link #forget} does. */
  public void forgetAll() {
    directory.forgetAll();
    pools.retireAll(Retirement.FORGOTTEN);
  }

  /** How many connections and pools there are now. */
  public ConnectionStatistics statistics() {
    return pools.statistics();
  }

  /** Tells the registry now what was used; it is told every 15 s anyway. */
  void flushUsage() {
    usage.flush();
  }

  /** Closes all connections, also those that are in use. */
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      end.run();
    }
  }
}
