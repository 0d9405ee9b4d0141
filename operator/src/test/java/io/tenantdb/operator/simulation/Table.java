package io.tenantdb.operator.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The objects of one kind as the API server keeps them, and those who watch them. */
final class Table<T> {
  private final Map<String, Row<T>> rows = new LinkedHashMap<>();
  private final List<Informer<T>> watchers = new ArrayList<>();

  /** An object at a version; {@code null} when it is gone. */
  record Row<T>(String key, long version, @Nullable T object) {}

  Optional<T> get(String key) {
    Row<T> row = rows.get(key);
    return row == null ? Optional.empty() : Optional.ofNullable(row.object);
  }

  List<T> all() {
    List<T> all = new ArrayList<>(rows.size());
    for (Row<T> row : rows.values()) {
      if (row.object != null) {
        all.add(row.object);
      }
    }
    return all;
  }

  List<Row<T>> rows() {
    return List.copyOf(rows.values());
  }

  void put(Row<T> row) {
    if (row.object == null) {
      rows.remove(row.key);
    } else {
      rows.put(row.key, row);
    }
    watchers.forEach(watcher -> watcher.changed(row));
  }

  void watch(Informer<T> watcher) {
    watchers.add(watcher);
  }

  void unwatch(Informer<T> watcher) {
    watchers.remove(watcher);
  }
}
