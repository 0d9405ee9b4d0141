package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
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

/**
 * The PostgreSQL of one branch: awake with a data folder of its own, or at rest as a snapshot. A
 * folder without a server is what a killed neon-local left; it is newer than the snapshot and is
 * used before it.
 */
final class Compute {

  private final ReentrantLock lock = new ReentrantLock();
  private final Site site;
  private final CatalogSync catalog;
  private final String branchId;
  private final ComputeFiles files;
  private final ServerFolder folder;
  private volatile @Nullable PostgresServer server;
  private volatile boolean closed;

  Compute(Site site, String branchId) {
    this.site = site;
    this.catalog = new CatalogSync(site.store(), site.admin(), site.clock());
    this.branchId = branchId;
    this.files = new ComputeFiles(site, branchId);
    this.folder = files.folder();
  }

  String branchId() {
    return branchId;
  }

  /** Where the awake server takes connections. */
  Optional<InetSocketAddress> address() {
    PostgresServer running = server;
    return running == null || running.onExit().isDone()
        ? Optional.empty()
        : Optional.of(running.address());
  }

  boolean isAwake() {
    return address().isPresent();
  }

  /** Starts the server and tells it what is pending before anyone else can connect. */
  void wake(@Nullable Endpoint endpoint) throws IOException, InterruptedException, SQLException {
    lock.lock();
    try {
      if (isAwake()) {
        return;
      }
      if (closed) {
        throw new IOException("neon-local is stopping");
      }
      files.bring(snapshotAtRest());
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
  void tellPending() throws SQLException {
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
    List<Change> pending = entry().pending();
    new ChangeScript(site.admin(), address).apply(pending);
    site.store()
        .update(
            branchId,
            entry ->
                entry.withPending(entry.pending().subList(pending.size(), entry.pending().size())));
  }

  /** Ends the server, if it is awake, and puts the data to rest. */
  void rest() throws IOException, InterruptedException, SQLException {
    lock.lock();
    try {
      PostgresServer running = server;
      if (running != null) {
        prepareForRest(running);
        running.stop();
        server = null;
      }
      if (folder.exists() && folder.isCleanlyShutDown()) {
        keep(CleanFolder.capture(site.snapshots(), folder, snapshotAtRest()));
        files.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  private void prepareForRest(PostgresServer running) throws SQLException {
    if (!isAwake()) {
      return;
    }
    catalog.sync(branchId, running.address());
    try (Connection connection = site.admin().connect(running.address());
        Statement statement = connection.createStatement()) {
      // The last checkpoint then lies in a segment that is otherwise empty, which costs nothing at
      // rest.
      statement.execute("SELECT pg_switch_wal()");
    }
  }

  private void keep(String snapshot) throws IOException {
    long size = site.snapshots().sizeOf(snapshot, "base");
    site.store()
        .update(
            branchId,
            entry -> entry.withSnapshot(snapshot).with(entry.branch().withLogicalSize(size)));
  }

  /** Ends the server for good and leaves its folder for the next start: the quick way out. */
  void halt() throws InterruptedException {
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
  LiveBackup.Taken snapshot(@Nullable Endpoint endpoint)
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
            .take(address.get(), folder, snapshotAtRest());
      }
      BranchEntry entry = entry();
      String lsn = entry.branch().parentLsn();
      return new LiveBackup.Taken(snapshotAtRest(), lsn == null ? "0/0" : lsn);
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
  Optional<Activity> activity() throws SQLException {
    Optional<InetSocketAddress> address = address();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try (Connection connection = site.admin().connect(address.get())) {
      return Optional.of(Activity.of(connection));
    }
  }

  /** Makes the API know what was done with SQL. */
  void syncCatalog() throws SQLException {
    Optional<InetSocketAddress> address = address();
    if (address.isPresent()) {
      catalog.sync(branchId, address.get());
    }
  }

  /** Ends the server and deletes its files; the data at rest is the store's matter. */
  void destroy() throws IOException, InterruptedException {
    lock.lock();
    try {
      halt();
      files.remove();
    } finally {
      lock.unlock();
    }
  }

  private String snapshotAtRest() {
    String snapshot = entry().snapshot();
    if (snapshot == null) {
      throw new IllegalStateException("branch " + branchId + " has no data yet");
    }
    return snapshot;
  }

  private BranchEntry entry() {
    return site.store()
        .findBranch(branchId)
        .orElseThrow(() -> new IllegalStateException("branch " + branchId + " is gone"));
  }
}
