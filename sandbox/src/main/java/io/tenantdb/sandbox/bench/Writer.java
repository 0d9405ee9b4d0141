package io.tenantdb.sandbox.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Writes resources as text, many at a time, so that the one who measures is not what is measured.
 */
final class Writer {
  private static final int AT_ONCE = 16;

  /** Without a body the client sends no DELETE. */
  private static final String DELETE_OPTIONS = "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\"}";

  private final KubernetesClient client;
  private final ResourceKind kind;
  private final Map<String, Long> sentAt = new ConcurrentHashMap<>();

  Writer(KubernetesClient client, ResourceKind kind) {
    this.client = client;
    this.kind = kind;
  }

  void create(String name) {
    sentAt.put(name, System.nanoTime());
    client.raw(kind.collectionPath(), "POST", kind.json(name));
  }

  void delete(String name) {
    client.raw(kind.path(name), "DELETE", DELETE_OPTIONS);
  }

  void createAll(Collection<String> names) {
    forAll(names, this::create);
  }

  void deleteAll(Collection<String> names) {
    forAll(names, this::delete);
  }

  /** When the resource was sent, by {@link System#nanoTime}. */
  long sentAt(String name) {
    Long at = sentAt.get(name);
    if (at == null) {
      throw new IllegalArgumentException(name + " was not written");
    }
    return at;
  }

  /** Does something for each, a few at a time. */
  static <T> void forAll(Collection<T> items, Consumer<T> action) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var running = items.stream().map(item -> threads.submit(() -> action.accept(item))).toList();
      for (var each : running) {
        Interruptions.get(each);
      }
    }
  }
}
