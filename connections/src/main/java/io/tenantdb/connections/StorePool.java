package io.tenantdb.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.tenantdb.connections.StoreUnavailableException.Exhausted;
import io.tenantdb.connections.StoreUnavailableException.NotReached;
import io.tenantdb.connections.StoreUnavailableException.Refused;
import io.tenantdb.connections.StoreUnavailableException.WrongStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of one store under one set of credentials. Once retired it gives out nothing
 * more and is to be closed when all have come back. Thread-safe.
 */
final class StorePool {
  private static final Logger LOG = LoggerFactory.getLogger(StorePool.class);

  /** HikariCP's shortest; so often who waits looks whether it still makes sense. */
  private static final Duration SLICE = Duration.ofMillis(250);

  private final UUID organization;
  private final String sealed;
  private final Door door;
  private final Surroundings surroundings;
  private final HikariDataSource hikari;
  private final LastFailure failure = new LastFailure();
  private volatile long reading;
  private volatile boolean isRetired;
  private final AtomicInteger openings = new AtomicInteger();
  private final AtomicInteger takers = new AtomicInteger();
  private volatile long lastTaken = System.nanoTime();
  private final Warmth warmth = new Warmth(lastTaken);

  /**
   * What all pools share.
   *
   * @param fullness says what is full, if the process has no room for another connection
   * @param onRefusal told when a server refuses a store's credentials; retires the pool if the
   *     registry has others by now
   */
  record Surroundings(
      PoolTerms terms,
      ScheduledExecutorService housekeeping,
      ConnectionsListener listener,
      Supplier<Optional<String>> fullness,
      Consumer<UUID> onRefusal) {}

  /** No connection yet. */
  StorePool(StoreRow row, String sealed, Door door, Surroundings surroundings) {
    this.organization = row.organization();
    this.sealed = sealed;
    this.reading = row.reading();
    this.door = door;
    this.surroundings = surroundings;
    this.hikari = new HikariDataSource(config(surroundings.terms()));
  }

  private HikariConfig config(PoolTerms terms) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store-" + organization);
    config.setDataSource(new Opening());
    config.setMaximumPoolSize(terms.maxConnectionsPerStore());
    // A store that nobody uses sleeps: no connection is kept, none is kept alive.
    config.setMinimumIdle(0);
    config.setKeepaliveTime(0);
    config.setIdleTimeout(terms.idleTimeout().toMillis());
    config.setMaxLifetime(terms.maxLifetime().toMillis());
    config.setConnectionTimeout(SLICE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setScheduledExecutor(surroundings.housekeeping());
    config.setThreadFactory(new DaemonThreads("store-" + organization));
    return config;
  }

  /** What HikariCP opens connections with. */
  private final class Opening extends PlainDataSource {
    @Override
    public Connection getConnection() throws SQLException {
      throwIfRetired();
      // HikariCP tries again at once, and as long as anybody waits.
      failure.throwIfFresh();
      openings.incrementAndGet();
      try {
        Connection connection = door.open(() -> !isRetired);
        failure.clear();
        return isRetired ? closed(connection) : connection;
      } catch (StoreUnavailableException e) {
        fail(e);
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("Interrupted while a connection was being opened.", e);
      } finally {
        openings.decrementAndGet();
      }
    }

    /**
     * So many seconds HikariCP waits for its thread when a pool is closed, and then warns: enough
     * for one that has nothing to do, none for one that may take its time.
     */
    @Override
    public int getLoginTimeout() {
      return openings.get() == 0 ? 1 : 0;
    }

    private Connection closed(Connection connection) throws SQLException {
      connection.close();
      throw retired();
    }

    private void throwIfRetired() throws SQLException {
      if (isRetired) {
        throw retired();
      }
    }

    private SQLException retired() {
      return new SQLException("This pool gives out nothing more.");
    }

    private void fail(StoreUnavailableException why) {
      if (why instanceof Refused) {
        surroundings.onRefusal().accept(organization);
      }
      if (!isRetired) {
        failure.set(why);
        surroundings.listener().notOpened(organization, why);
        if (why instanceof WrongStore wrong) {
          LOG.error(wrong.getMessage());
          surroundings.listener().wrongStore(organization, wrong);
        }
      }
    }
  }

  /** Whether it is right for what the registry says: the same credentials, or newer ones. */
  boolean serves(StoreRow row) {
    if (row.reading() <= reading) {
      return true;
    }
    if (sealed.equals(row.sealed())) {
      reading = row.reading();
      return true;
    }
    return false;
  }

  /**
   * A connection; empty if the pool was retired, so that another is to be asked.
   *
   * @throws StoreUnavailableException if there was none before the deadline, or it makes no sense
   *     to wait that long
   */
  Optional<Connection> take(Deadline deadline) throws StoreUnavailableException {
    long since = System.nanoTime();
    lastTaken = since;
    warmth.use(since);
    failure.throwIfFresh();
    takers.incrementAndGet();
    try {
      return take(deadline, since);
    } finally {
      takers.decrementAndGet();
    }
  }

  private Optional<Connection> take(Deadline deadline, long since)
      throws StoreUnavailableException {
    while (!isRetired) {
      try {
        return Optional.of(hikari.getConnection());
      } catch (SQLException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new NotReached(organization, "interrupted while waiting", e);
        }
        failure.throwIfAfter(since);
        if (deadline.isOver() && !isRetired) {
          throw timedOut();
        }
      }
    }
    return Optional.empty();
  }

  private StoreUnavailableException timedOut() {
    int open = counts().getTotalConnections();
    if (open >= surroundings.terms().maxConnectionsPerStore()) {
      return new Exhausted(
          "All %d connections that this process may have to store %s are in use, and %d threads wait for one."
              .formatted(open, organization, counts().getThreadsAwaitingConnection()));
    }
    return surroundings
        .fullness()
        .get()
        .<StoreUnavailableException>map(Exhausted::new)
        .orElseGet(() -> notReached(door.trouble()));
  }

  private NotReached notReached(@Nullable SQLException trouble) {
    return new NotReached(
        organization,
        trouble == null
            ? "no connection in time"
            : "no connection in time, the last attempt: SQLSTATE " + trouble.getSQLState(),
        trouble);
  }

  /** Gives out nothing more. Connections that are in use stay until they come back. */
  void retire() {
    isRetired = true;
    counts().softEvictConnections();
  }

  /**
   * Closes all connections if nobody uses any.
   *
   * @return how many are being closed
   */
  int closeIfIdle() {
    int idle = counts().getIdleConnections();
    if (!isIdle()) {
      return 0;
    }
    counts().softEvictConnections();
    return idle;
  }

  /** Whether it has connections and nobody uses any. */
  boolean isIdle() {
    return counts().getIdleConnections() > 0 && counts().getActiveConnections() == 0;
  }

  /**
   * Takes one connection like anybody, when it comes back, and closes it.
   *
   * @return how many are being closed: one, or none if none came back soon
   */
  int giveOneUp() {
    try {
      hikari.evictConnection(hikari.getConnection());
      return 1;
    } catch (SQLException e) {
      return 0;
    }
  }

  /** Closes what is left, in use or not. */
  void close() {
    isRetired = true;
    hikari.close();
  }

  /** Whether it has no connection and is not about to get one. */
  boolean isEmpty() {
    return openings.get() == 0 && counts().getTotalConnections() == 0;
  }

  boolean isInUse() {
    return counts().getActiveConnections() > 0 || takers.get() > 0;
  }

  int open() {
    return counts().getTotalConnections();
  }

  UUID organization() {
    return organization;
  }

  /** How often and how lately somebody came. */
  double warmth() {
    return warmth.degree();
  }

  /** By {@link System#nanoTime}. */
  long lastTaken() {
    return lastTaken;
  }

  private HikariPoolMXBean counts() {
    return hikari.getHikariPoolMXBean();
  }
}
