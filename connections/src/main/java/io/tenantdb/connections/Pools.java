package io.tenantdb.connections;

import io.tenantdb.connections.ConnectionsListener.Retirement;
import io.tenantdb.connections.StoreUnavailableException.Closed;
import io.tenantdb.connections.StoreUnavailableException.NotOpened;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pools of stores that are in use: at most one a store, and no more than there may be.
 * Thread-safe.
 */
final class Pools {
  private static final int NAMED_HOLDERS = 5;
  static final int STRIPES = 64;

  private final Map<UUID, StorePool> pools = new ConcurrentHashMap<>();
  private final Queue<StorePool> retired = new ConcurrentLinkedQueue<>();
  private final PoolFactory factory;
  private final Admission admission;
  private final int most;
  private final ConnectionsListener listener;
  private boolean isClosed;

  /** One for some stores each: to make a pool takes its time, and others need not wait for it. */
  private final List<Object> making = Stream.generate(Object::new).limit(STRIPES).toList();

  /** Makes the pool of a store. */
  @FunctionalInterface
  interface PoolFactory {
    StorePool make(StoreRow row, String sealed) throws NotOpened;
  }

  Pools(PoolFactory factory, Admission admission, int most, ConnectionsListener listener) {
    this.factory = factory;
    this.admission = admission;
    this.most = most;
    this.listener = listener;
  }

  /** The pool of a store that is in use. */
  StorePool of(StoreRow row) throws StoreUnavailableException {
    String sealed = row.usable();
    StorePool pool = pools.get(row.organization());
    return pool != null && pool.serves(row) ? pool : make(row, sealed);
  }

  private StorePool make(StoreRow row, String sealed) throws StoreUnavailableException {
    synchronized (making.get(Math.floorMod(row.organization().hashCode(), STRIPES))) {
      StorePool pool = pools.get(row.organization());
      if (pool != null && pool.serves(row)) {
        return pool;
      }
      StorePool fresh = factory.make(row, sealed);
      enter(fresh);
      return fresh;
    }
  }

  private synchronized void enter(StorePool fresh) throws Closed {
    if (isClosed) {
      fresh.close();
      throw new Closed();
    }
    retire(fresh.organization(), Retirement.REPLACED);
    makeRoom();
    pools.put(fresh.organization(), fresh);
    listener.poolOpened(fresh.organization());
  }

  private void makeRoom() {
    while (pools.size() >= most) {
      coldest(pool -> !pool.isInUse())
          .or(() -> coldest(pool -> true))
          .ifPresent(victim -> retire(victim.organization(), Retirement.MADE_ROOM));
    }
  }

  /** The store's pool gives out nothing more, if it has one. */
  void retire(UUID organization, Retirement why) {
    StorePool pool = pools.remove(organization);
    if (pool != null) {
      pool.retire();
      retired.add(pool);
      listener.poolRetired(organization, why);
    }
  }

  /** Takes up what the registry says now of a store, which may be nothing. */
  void follow(UUID organization, @Nullable StoreRow row) {
    StorePool pool = pools.get(organization);
    if (row == null || !row.isActive()) {
      retire(organization, Retirement.FORGOTTEN);
    } else if (pool != null && !pool.serves(row)) {
      retire(organization, Retirement.REPLACED);
    }
  }

  /** Closes retired pools whose connections have all come back. */
  void closeRetired() {
    for (StorePool pool : List.copyOf(retired)) {
      if (pool.isEmpty() && retired.remove(pool)) {
        pool.close();
      }
    }
  }

  /**
   * Takes connections from somebody, for another store waits: all of a store that uses none, the
   * coldest one; if all use theirs, one of the store that has most.
   *
   * @return how many are being closed
   */
  int giveBack() {
    Optional<StorePool> idle = coldest(StorePool::isIdle);
    if (idle.isPresent()) {
      return idle.get().closeIfIdle();
    }
    return pools.values().stream()
        .filter(pool -> pool.open() > 0)
        .max(Comparator.comparingInt(StorePool::open))
        .map(StorePool::giveOneUp)
        .orElse(0);
  }

  /** Says so if the process has as many connections as it may have. */
  Optional<String> fullness() {
    return admission.open() < admission.most()
        ? Optional.empty()
        : Optional.of(
            "All %d connections that this process may have are open. The most are held by %s."
                .formatted(admission.most(), holders()));
  }

  private String holders() {
    return pools.values().stream()
        .sorted(Comparator.comparingInt(StorePool::open).reversed())
        .limit(NAMED_HOLDERS)
        .map(pool -> "store %s (%d)".formatted(pool.organization(), pool.open()))
        .collect(Collectors.joining(", "));
  }

  private Optional<StorePool> coldest(Predicate<StorePool> isMeant) {
    StorePool coldest = null;
    for (StorePool pool : pools.values()) {
      // Asked last, since HikariCP counts connections one by one.
      if ((coldest == null || pool.warmth() < coldest.warmth()) && isMeant.test(pool)) {
        coldest = pool;
      }
    }
    return Optional.ofNullable(coldest);
  }

  ConnectionStatistics statistics() {
    return new ConnectionStatistics(admission.open(), admission.most(), pools.size());
  }

  Collection<StorePool> all() {
    return pools.values();
  }

  /** No store's pool gives out anything more. */
  void retireAll(Retirement why) {
    List.copyOf(pools.keySet()).forEach(organization -> retire(organization, why));
  }

  /** Closes all, in use or not; none is made after that. */
  synchronized void close() {
    isClosed = true;
    retireAll(Retirement.CLOSED);
    retired.forEach(StorePool::close);
    retired.clear();
  }
}
