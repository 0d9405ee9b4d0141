package io.tenantdb.operator.simulation;

import io.tenantdb.operator.simulation.Table.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process's copy of the objects of a kind: late, but in the order of things; may skip what was
 * overtaken, as after a list. Its own writes may be seen at once, and what came before them is then
 * not told, as by java-operator-sdk 5.3.
 */
final class Informer<T> {
  private final World world;
  private final Table<T> source;
  private final Listener<T> listener;
  private final Map<String, Row<T>> cache = new LinkedHashMap<>();

  /** As the watch told it, without own writes. */
  private final Map<String, Row<T>> told = new HashMap<>();

  private final Map<String, Long> buried = new HashMap<>();

  /** Versions of own writes that were seen at once: what is older is never told of. */
  private final Map<String, Long> own = new HashMap<>();

  private final Deque<Row<T>> onTheWay = new ArrayDeque<>();
  private long lastArrival;
  private boolean stopped;

  /** Told of each change that arrives. */
  @FunctionalInterface
  interface Listener<T> {
    void changed(String key, @Nullable T before, @Nullable T after);
  }

  Informer(World world, Table<T> source, Listener<T> listener) {
    this.world = world;
    this.source = source;
    this.listener = listener;
    source.rows().forEach(row -> cache.put(row.key(), row));
    told.putAll(cache);
    source.watch(this);
  }

  void stop() {
    stopped = true;
    source.unwatch(this);
  }

  Optional<T> get(String key) {
    Row<T> row = cache.get(key);
    return row == null ? Optional.empty() : Optional.ofNullable(row.object());
  }

  List<T> all() {
    List<T> all = new ArrayList<>(cache.size());
    for (Row<T> row : cache.values()) {
      if (row.object() != null) {
        all.add(row.object());
      }
    }
    return all;
  }

  List<String> keys() {
    return List.copyOf(cache.keySet());
  }

  /** The process wrote this itself. */
  void written(Row<T> row) {
    if (!world.whims.in(world.faults.ownWriteHidden) && isNews(row)) {
      cache.put(row.key(), row);
      own.put(row.key(), row.version());
    }
  }

  /** The process believes something that it did not write; always true. */
  boolean pretend(String key, T object) {
    Row<T> known = cache.get(key);
    cache.put(key, new Row<>(key, known == null ? 0 : known.version(), object));
    return true;
  }

  /** The API server has news. */
  void changed(Row<T> row) {
    onTheWay.add(row);
    long arrival = world.agenda.now() + world.whims.skewed(1, world.faults.watchLag);
    lastArrival = Math.max(lastArrival, arrival);
    world.agenda.in(lastArrival - world.agenda.now(), this::deliver);
  }

  private void deliver() {
    Row<T> row = onTheWay.poll();
    if (row == null || stopped) {
      return;
    }
    boolean overtaken = onTheWay.stream().anyMatch(later -> later.key().equals(row.key()));
    if (overtaken && world.whims.in(world.faults.coalesced)) {
      return;
    }
    if (row.object() == null) {
      buried.put(row.key(), row.version());
      cache.remove(row.key());
    } else if (isNews(row)) {
      cache.put(row.key(), row);
    }
    Row<T> before = row.object() == null ? told.remove(row.key()) : told.put(row.key(), row);
    if (row.object() != null && row.version() <= own.getOrDefault(row.key(), 0L)) {
      return;
    }
    listener.changed(row.key(), before == null ? null : before.object(), row.object());
  }

  private boolean isNews(Row<T> row) {
    Row<T> known = cache.get(row.key());
    return (known == null || known.version() < row.version())
        && buried.getOrDefault(row.key(), 0L) < row.version();
  }
}
