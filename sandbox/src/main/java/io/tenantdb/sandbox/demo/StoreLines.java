package io.tenantdb.sandbox.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line for each store: redrawn in place on a terminal, else printed when it changes. */
final class StoreLines {
  private static final int WIDTH = 100;

  private final KubernetesClient client;
  private final Progress progress;
  private final boolean isTerminal;
  private final Map<String, String> shown = new LinkedHashMap<>();
  private int drawn;

  StoreLines(KubernetesClient client, Progress progress, boolean isTerminal) {
    this.client = client;
    this.progress = progress;
    this.isTerminal = isTerminal;
  }

  /** Shows how the stores are; true when all are Ready. */
  boolean show() {
    List<TenantDatabase> stores = stores();
    if (isTerminal) {
      redraw(stores);
    } else {
      printChanges(stores);
    }
    return !stores.isEmpty() && stores.stream().allMatch(StoreLines::isReady);
  }

  List<TenantDatabase> stores() {
    return client
        .resources(TenantDatabase.class)
        .inNamespace(DemoPlace.STORE_NAMESPACE)
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(store -> store.getMetadata().getName()))
        .toList();
  }

  private void redraw(List<TenantDatabase> stores) {
    if (drawn > 0) {
      progress.out().print("\033[" + drawn + "A");
    }
    for (TenantDatabase store : stores) {
      String name = store.getMetadata().getName();
      String line = line(store);
      if (!line.equals(shown.get(name)) && isReady(store)) {
        line = line + "  (%.1f s)".formatted(progress.seconds());
      }
      if (!isReady(store) || !shown.getOrDefault(name, "").startsWith(line(store))) {
        shown.put(name, line);
      }
      progress.out().print("\033[2K  " + shown.get(name) + "\n");
    }
    drawn = stores.size();
    progress.out().flush();
  }

  private void printChanges(List<TenantDatabase> stores) {
    for (TenantDatabase store : stores) {
      String line = line(store);
      if (!line.equals(shown.put(store.getMetadata().getName(), line))) {
        progress.say(line);
      }
    }
  }

  private static String line(TenantDatabase store) {
    TenantDatabaseStatus status =
        Optional.ofNullable(store.getStatus()).orElse(TenantDatabaseStatus.empty());
    String phase = status.phase() == null ? "Pending" : status.phase().name();
    String said =
        ready(status).map(c -> c.getReason() + ": " + c.getMessage()).orElse("not seen yet");
    String line = "%-14s %-13s %s".formatted(store.getMetadata().getName(), phase, said);
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }

  private static boolean isReady(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .flatMap(StoreLines::ready)
        .map(condition -> "True".equals(condition.getStatus()))
        .orElse(false);
  }

  private static Optional<Condition> ready(TenantDatabaseStatus status) {
    return status.conditions().stream().filter(c -> c.getType().equals("Ready")).findFirst();
  }
}
