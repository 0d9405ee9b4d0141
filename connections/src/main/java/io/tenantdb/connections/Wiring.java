package io.tenantdb.connections;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantdb.connections.StoreUnavailableException.NotOpened;
import io.tenantdb.connections.StoreUnavailableException.RegistryUnavailable;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together, starts their threads and stops them. */
final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final long MOST_KNOWN = 100_000;
  private static final Duration ABSENCE = Duration.ofSeconds(5);
  private static final Duration FLUSH = Duration.ofSeconds(15);
  private static final Duration TIDY = Duration.ofMillis(200);
  private static final int LOGINS_IN_A_WAKE_UP = 2;
  private static final Duration LAST_FLUSH_TAKES = Duration.ofSeconds(5);

  private final Supplier<Keyring> keyrings;
  private final StoreHost host;
  private final Map<String, String> driverProperties;
  private final PoolTerms terms;
  private final ConnectionsListener listener;
  private final HikariDataSource registry;
  private final Directory directory;
  private final Admission admission;
  private final Pools pools;
  private final Usage usage;
  private final ScheduledThreadPoolExecutor housekeeping =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("tenantdb-housekeeping"));

  /** To close a pool may take as long as an attempt to log in. */
  private final ScheduledThreadPoolExecutor closing =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("tenantdb-closing"));

  private final ScheduledThreadPoolExecutor flushing =
      new ScheduledThreadPoolExecutor(1, new DaemonThreads("tenantdb-usage"));
  private final Thread watching;
  private final Thread reclaiming;

  Wiring(
      RegistryLogin login,
      Supplier<Keyring> keyrings,
      HostNames names,
      HostResolver domains,
      StoreHost host,
      Map<String, String> driverProperties,
      PoolTerms terms,
      ConnectionsListener listener) {
    this.keyrings = keyrings;
    this.host = host;
    this.driverProperties = driverProperties;
    this.terms = terms;
    this.listener = listener;
    registry = login.pool();
    directory =
        new Directory(
            new Registry(registry, listener),
            names,
            domains,
            new Lookups<>(MOST_KNOWN, ABSENCE, Ticker.systemTicker()),
            new Lookups<>(MOST_KNOWN, ABSENCE, Ticker.systemTicker()));
    admission = new Admission(terms.maxConnections());
    pools = new Pools(this::pool, admission, terms.maxPools(), listener);
    usage = new Usage(registry, UUID.randomUUID().toString(), pools);
    watching =
        new DaemonThreads("tenantdb-registry-watch")
            .newThread(new RegistryWatch(login.sessions(), directory, pools));
    reclaiming = new DaemonThreads("tenantdb-reclaim").newThread(new Reclaimer(admission, pools));
    housekeeping.setRemoveOnCancelPolicy(true);
  }

  Wiring start() {
    watching.start();
    reclaiming.start();
    every(TIDY, closing, pools::closeRetired);
    every(FLUSH, flushing, usage::flush);
    return this;
  }

  private static void every(
      Duration interval, ScheduledThreadPoolExecutor executor, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            // Else it would never run again.
            LOG.atError().setCause(e).log("a task in the background failed; it is tried again");
          }
        };
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(
            guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private StorePool pool(StoreRow row, String sealed) throws NotOpened {
    Door door =
        new Door(
            row.organization(),
            open(row.organization(), sealed),
            admission,
            terms.wakeUpTimeout(),
            listener);
    return new StorePool(
        row,
        sealed,
        door,
        new StorePool.Surroundings(
            terms, housekeeping, listener, () -> pools.fullness(), this::readAgain));
  }

  private StoreAddress open(UUID organization, String sealed) throws NotOpened {
    try {
      return StoreAddress.parse(
          new Sealer(keyrings.get()).open(sealed, organization),
          host,
          terms.wakeUpTimeout().dividedBy(LOGINS_IN_A_WAKE_UP),
          driverProperties);
    } catch (RuntimeException e) {
      throw new NotOpened(organization, e);
    }
  }

  /** The registry may have other credentials by now. */
  private void readAgain(UUID organization) {
    try {
      directory.refresh(Set.of(organization));
      pools.follow(organization, directory.known(organization));
    } catch (RegistryUnavailable e) {
      LOG.atDebug().setCause(e).log("the registry can't be asked for other credentials now");
    }
  }

  void stop() {
    watching.interrupt();
    reclaiming.interrupt();
    flushing.shutdown();
    closing.shutdown();
    pools.close();
    housekeeping.shutdownNow();
    endUsage();
    registry.close();
  }

  private void endUsage() {
    try {
      if (flushing.awaitTermination(LAST_FLUSH_TAKES.toMillis(), TimeUnit.MILLISECONDS)) {
        usage.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Directory directory() {
    return directory;
  }

  Pools pools() {
    return pools;
  }

  Usage usage() {
    return usage;
  }

  PoolTerms terms() {
    return terms;
  }

  ConnectionsListener listener() {
    return listener;
  }
}
