package io.tenantdb.connections;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry which stores this process has connections of, and when each was last used: a
 * row a store and process in {@code tenant_connections}, and {@code last_accessed_at} of the store.
 * One statement for all that changed, from time to time; never on the path of a query. What could
 * not be told is told the next time. Thread-safe.
 */
final class Usage {
  private static final Logger LOG = LoggerFactory.getLogger(Usage.class);

  /** So often a pool is told again although nothing happened, for the process is alive. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(5);

  private static final String FLUSH =
      """
      with told as (
        select d.id, t.status, now() - t.ago * interval '1 millisecond' as used_at
        from unnest(?::uuid[], ?::text[], ?::bigint[]) as t (organization_id, status, ago)
        join tenant_databases d using (organization_id)
      ), accessed as (
        update tenant_databases d set last_accessed_at = told.used_at
        from told
        where d.id = told.id and told.used_at > coalesce(d.last_accessed_at, '-infinity')
      )
      insert into tenant_connections as c (tenant_database_id, connection_id, status, last_used_at, seen_at)
      select id, ?, status, used_at, now() from told
      on conflict (tenant_database_id, connection_id) do update set
        status = excluded.status,
        last_used_at = greatest(c.last_used_at, excluded.last_used_at),
        seen_at = excluded.seen_at
      """;

  private final DataSource registry;
  private final String process;
  private final Pools pools;
  private Map<UUID, Told> told = new HashMap<>();

  /** What the registry was told last, by {@link System#nanoTime}. */
  private record Told(String status, long lastTaken, long at) {}

  /**
   * Nothing told yet.
   *
   * @param process a name that no other process has
   */
  Usage(DataSource registry, String process, Pools pools) {
    this.registry = registry;
    this.process = process;
    this.pools = pools;
  }

  /** Tells what changed since the last time. */
  synchronized void flush() {
    long now = System.nanoTime();
    Map<UUID, Told> next = new HashMap<>();
    for (StorePool pool : pools.all()) {
      next.put(pool.organization(), state(pool, now));
    }
    tell(next, now);
  }

  /** Tells that all are closed. */
  synchronized void end() {
    tell(Map.of(), System.nanoTime());
  }

  private Told state(StorePool pool, long now) {
    Told before = told.get(pool.organization());
    boolean isUsed = pool.isInUse() || before == null || before.lastTaken() != pool.lastTaken();
    return new Told(isUsed ? "active" : "idle", pool.lastTaken(), now);
  }

  private void tell(Map<UUID, Told> next, long now) {
    Map<UUID, Told> news = new HashMap<>();
    next.forEach(
        (organization, state) -> {
          Told before = told.get(organization);
          if (before == null || isNews(before, state)) {
            news.put(organization, state);
          }
        });
    told.forEach(
        (organization, before) -> {
          if (!next.containsKey(organization)) {
            news.put(organization, new Told("closed", before.lastTaken(), now));
          }
        });
    if (news.isEmpty() || !write(news, now)) {
      return;
    }
    Map<UUID, Told> after = new HashMap<>(told);
    after.putAll(news);
    after.values().removeIf(state -> state.status().equals("closed"));
    told = after;
  }

  private static boolean isNews(Told before, Told state) {
    return !before.status().equals(state.status())
        || before.lastTaken() != state.lastTaken()
        || state.at() - before.at() > SIGN_OF_LIFE.toNanos();
  }

  private boolean write(Map<UUID, Told> news, long now) {
    List<String> states = new ArrayList<>();
    List<Long> ago = new ArrayList<>();
    news.values()
        .forEach(
            state -> {
              states.add(state.status());
              ago.add(Duration.ofNanos(Math.max(0, now - state.lastTaken())).toMillis());
            });
    try (Connection connection = registry.getConnection();
        PreparedStatement flush = connection.prepareStatement(FLUSH)) {
      flush.setArray(1, connection.createArrayOf("uuid", news.keySet().toArray()));
      flush.setArray(2, connection.createArrayOf("text", states.toArray()));
      flush.setArray(3, connection.createArrayOf("bigint", ago.toArray()));
      flush.setString(4, process);
      flush.executeUpdate();
      return true;
    } catch (SQLException e) {
      LOG.atDebug().setCause(e).log("the registry can't be told of connections now");
      return false;
    }
  }
}
