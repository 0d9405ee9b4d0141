package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.postgres.Activity;
import io.tenantdb.neonlocal.postgres.LiveBackup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What serves one branch while it is awake. */
interface Compute {

  String branchId();

  /** Where the awake server takes neon-local's own connections. */
  Optional<InetSocketAddress> address();

  default boolean isAwake() {
    return address().isPresent();
  }

  /** Wakes it and tells it what is pending before anyone else can connect. */
  void wake(@Nullable Endpoint endpoint) throws IOException, InterruptedException, SQLException;

  /** Tells it what the API promised; a sleeping one is told when it wakes. */
  void tellPending() throws SQLException;

  /** Puts it to sleep, if it is awake. */
  void rest() throws IOException, InterruptedException;

  /** Ends its server, if it has one, and leaves its data for the next start: the quick way out. */
  void halt() throws InterruptedException;

  /** A snapshot of the data as it is now, for a child. */
  LiveBackup.Taken snapshot(@Nullable Endpoint endpoint)
      throws IOException, InterruptedException, SQLException;

  /** Whether somebody uses it; empty when it sleeps. */
  Optional<Activity> activity() throws SQLException;

  /** Makes the API know what was done with SQL. */
  void syncCatalog();

  /** Ends it and deletes what it keeps; the data at rest is the store's matter. */
  void destroy() throws IOException, InterruptedException;
}
