package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.postgres.Activity;
import io.tenantdb.neonlocal.postgres.ChangeScript;
import io.tenantdb.neonlocal.postgres.CleanFolder;
import io.tenantdb.neonlocal.postgres.LiveBackup;
import io.tenantdb.neonlocal.postgres.PostgresServer;
import io.tenantdb.neonlocal.postgres.ServerFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of one branch: awake with a data folder of its own, or at rest as a snapshot. A
 * folder without a server is what a killed neon-local left; it is newer than the snapshot and is
 * used before it.
 */
final class PostgresCompute implements Compute {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCompute.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Site site;
  private final CatalogSync catalog;
  private final String branchId;
  private final BranchAtRest atRest;
  private final ComputeFiles files;
  private final ServerFolder folder;
  private volatile @Nullable PostgresServer server;
  private volatile boolean closed;

  PostgresCompute(Site site, String branchId) {
    this.site = site;
    this.catalog = new CatalogSync(site);
    this.branchId = branchId;
    this.atRest = new BranchAtRest(site, branchId);
    this.files = new ComputeFiles(site, branchId);
    this.folder = files.folder();
  }

  @Override
  public String branchId() {
    return branchId;
  }

  /** Where the awake server takes connections. */
  @Override
  public Optional<InetSocketAddress> address() {
    PostgresServer running = server;
    return running == null || running.onExit().isDone()
        ? Optional.empty()
        : Optional.of(running.address());
  }

  /** Starts the server and tells it what is pending before anyone else can connect. */
  @Override
  public void wake(@Nullable Endpoint endpoint)
      throws IOException, InterruptedException, SQLException {
    lock.lock();
    try {
      if (isAwake()) {
        return;
      }
      if (closed) {
        throw new IOException("neon-local is stopping");
      }
      files.bring(atRest.snapshot());
      PostgresServer started =
          PostgresServer.start(site.binaries(), folder, files.settings(endpoint));
      try {
        tellPending(started.address());
        catalog.sync(branchId, started.address());
      } catch (SQLException e) {
        started.stop();
        throw e;
      }
      server = started;
    } finally {
      lock.unlock();
    }
  }

  /** Tells the awake server what the API promised; a sleeping one is told when it wakes. */
  @Override
  public void tellPending() throws SQLException {
    lock.lock();
    try {
      Optional<InetSocketAddress> address = address();
      if (address.isPresent()) {
        tellPending(address.get());
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellPending(InetSocketAddress address) throws SQLException {
    List<Change> pending = atRest.entry().pending();
    new ChangeScript(site.admin(), address).apply(pending);
    site.store()
        .update(
            branchId,
            entry ->
                entry.withPending(entry.pending().subList(pending.size(), entry.pending().size())));
  }

  /** Ends the server, if it is awake, and puts the data to rest. */
  @Override
  public void rest() throws IOException, InterruptedException {
    lock.lock();
    try {
      PostgresServer running = server;
      if (running != null) {
        prepareForRest(running);
        running.stop();
        server = null;
      }
      if (folder.exists() && folder.isCleanlyShutDown()) {
        atRest.keep(CleanFolder.capture(site.snapshots(), folder, atRest.snapshot()));
        files.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What does not work here costs a little disk, and does not keep the compute from sleeping. */
  private void prepareForRest(PostgresServer running) {
    if (!isAwake()) {
      return;
    }
    readCatalog(running.address());
    try (Connection connection = site.admin().connect(running.address());
        Statement statement = connection.createStatement()) {
      // The last checkpoint then lies in a segment that is otherwise empty, which costs nothing at
      // rest.
      statement.execute("SELECT pg_switch_wal()");
    } catch (SQLException e) {
      LOG.debug("WAL of {} not switched: {}", branchId, e.toString());
    }
  }

  /** Ends the server for good and leaves its folder for the next start: the quick way out. */
  @Override
  public void halt() throws InterruptedException {
    closed = true;
    lock.lock();
    try {
      PostgresServer running = server;
      if (running != null) {
        running.stop();
        server = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A snapshot of the data as it is now, for a child. */
  @Override
  public LiveBackup.Taken snapshot(@Nullable Endpoint endpoint)
      throws IOException, InterruptedException, SQLException {
    lock.lock();
    try {
      if (!isAwake() && folder.exists()) {
        settle(endpoint);
      }
      Optional<InetSocketAddress> address = address();
      if (address.isPresent()) {
        catalog.sync(branchId, address.get());
        return new LiveBackup(site.admin(), site.snapshots())
            .take(address.get(), folder, atRest.snapshot());
      }
      String lsn = atRest.entry().branch().parentLsn();
      return new LiveBackup.Taken(atRest.snapshot(), lsn == null ? "0/0" : lsn);
    } finally {
      lock.unlock();
    }
  }

  /** Puts a folder to rest that a killed server left, letting PostgreSQL recover it first. */
  void settle(@Nullable Endpoint endpoint) throws IOException, InterruptedException, SQLException {
    lock.lock();
    try {
      if (isAwake() || !folder.exists()) {
        return;
      }
      if (!folder.isCleanlyShutDown()) {
        wake(endpoint);
      }
      rest();
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody uses the awake server. */
  @Override
  public Optional<Activity> activity() throws SQLException {
    Optional<InetSocketAddress> address = address();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = site.admin().connect(address.get())) {
      return Optional.of(Activity.of(connection));
    }
  }

  /**
   * Makes the API know what was done with SQL; a server that is just ending has told all it has to
   * tell.
   */
  @Override
  public void syncCatalog() {
    address().ifPresent(this::readCatalog);
  }

  private void readCatalog(InetSocketAddress address) {
    try {
      catalog.sync(branchId, address);
    } catch (SQLException e) {
      LOG.debug("catalog of {} not read: {}", branchId, e.toString());
    }
  }

  /** Ends the server and deletes its files; the data at rest is the store's matter. */
  @Override
  public void destroy() throws IOException, InterruptedException {
    lock.lock();
    try {
      halt();
      files.remove();
    } finally {
      lock.unlock();
    }
  }
}
