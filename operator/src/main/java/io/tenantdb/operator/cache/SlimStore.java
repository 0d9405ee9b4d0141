package io.tenantdb.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an informer's objects without what nobody reads, such as the copy of what was applied that
 * kubectl adds. With 50,000 stores that is, with what {@link LeanSerialization} leaves out, most of
 * the operator's memory.
 */
public final class SlimStore<T extends HasMetadata> implements ItemStore<T> {
  /**
   * How many objects to list at once: they come whole, and 50,000 of them need more memory than the
   * store does afterwards.
   */
  public static final long PAGE = 1_000;

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Map<String, T> items = new ConcurrentHashMap<>();
  private final Consumer<T> slimming;

  /**
   * A store for one informer.
   *
   * @param slimming takes from an object what else is not read
   */
  public SlimStore(Consumer<T> slimming) {
    this.slimming = slimming;
  }

  /** A store that drops nothing of the objects' own. */
  public static <T extends HasMetadata> SlimStore<T> ofWholeObjects() {
    return new SlimStore<>(item -> {});
  }

  @Override
  public String getKey(T item) {
    return Cache.metaNamespaceKeyFunc(item);
  }

  @Override
  public @Nullable T put(String key, T item) {
    if (item.getMetadata().getAnnotations() != null) {
      item.getMetadata().getAnnotations().remove(LAST_APPLIED);
    }
    slimming.accept(item);
    return items.put(key, item);
  }

  @Override
  public @Nullable T remove(String key) {
    return items.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return items.values().stream();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable T get(String key) {
    return items.get(key);
  }
}
