package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When stores that are not made yet were asked for, more finely than Kubernetes tells it, which is
 * in whole seconds: of those created within the same one, who came into sight later is the newer.
 * Of hundreds that are applied together, which of them is the newest decides who goes first.
 */
final class ArrivalOrder {
  private static final long NANOS_OF_A_SECOND = 1_000_000_000;

  private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** A store came into sight. */
  void appeared(TenantDatabase store) {
    if (!Drift.isUp(store)) {
      long number = numbers.getAndIncrement() % NANOS_OF_A_SECOND;
      arrivals.putIfAbsent(uid(store), created(store).plusNanos(number));
    }
  }

  /** A store changed: one that is made has no use for its place any more. */
  void changed(TenantDatabase after) {
    if (Drift.isUp(after)) {
      arrivals.remove(uid(after));
    }
  }

  /** A store is in the cluster no more. */
  void gone(TenantDatabase store) {
    arrivals.remove(uid(store));
  }

  /** When the store was asked for; of two that differ, the later is the newer. */
  Instant of(TenantDatabase store) {
    return arrivals.getOrDefault(uid(store), created(store));
  }

  /** How many are remembered. */
  int size() {
    return arrivals.size();
  }

  private static Instant created(TenantDatabase store) {
    return Instant.parse(store.getMetadata().getCreationTimestamp());
  }

  private static String uid(TenantDatabase store) {
    return store.getMetadata().getUid();
  }
}
