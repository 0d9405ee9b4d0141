package io.tenantdb.kubectl.cluster;

import io.tenantdb.api.TenantDatabase;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds out which store a person may have meant. */
final class Namesakes {
  private static final int CLOSE = 3;
  private static final int NAMED = 3;

  private final Cluster cluster;

  Namesakes(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A sentence about a store that is not there. */
  String missing(String name, String namespace) {
    List<String> elsewhere =
        Sight.of(() -> cluster.storesWhere("metadata.name=" + name))
            .seen()
            .orElse(List.of())
            .stream()
            .map(store -> store.getMetadata().getNamespace())
            .toList();
    String none = "There is no store %s in namespace %s".formatted(name, namespace);
    if (!elsewhere.isEmpty()) {
      return "%s; there is one in %s: add -n %s."
          .formatted(none, String.join(" and ", elsewhere), elsewhere.get(0));
    }
    List<String> close = close(name, namespace);
    return close.isEmpty()
        ? none + ". See `kubectl get tdb -A`, or name its namespace with -n."
        : "%s. Do you mean %s?".formatted(none, String.join(" or ", close));
  }

  /** Where stores can't be listed because the API is not there, that is said instead. */
  private List<String> close(String name, String namespace) {
    PriorityQueue<String> closest =
        new PriorityQueue<>(
            Comparator.<String>comparingInt(other -> distance(name, other)).reversed());
    try {
      cluster.eachStore(namespace, store -> offer(closest, name, store));
    } catch (PluginException e) {
      if (e.status() == ExitStatus.NOT_FOUND) {
        throw e;
      }
    }
    return closest.stream().sorted(Comparator.comparingInt(o -> distance(name, o))).toList();
  }

  private static void offer(PriorityQueue<String> closest, String name, TenantDatabase store) {
    String other = store.getMetadata().getName();
    if (distance(name, other) <= CLOSE || other.startsWith(name)) {
      closest.add(other);
    }
    if (closest.size() > NAMED) {
      closest.remove();
    }
  }

  /** How many characters have to be put in, taken out or changed. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int change = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(change, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
