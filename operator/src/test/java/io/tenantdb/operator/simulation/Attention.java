package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether a process that has nothing else to do for a store notices what people ask for. */
final class Attention {
  /** Sooner than the patrol, which comes by everything in the end. */
  private static final long NOTICED_WITHIN = 60_000;

  private final World world;
  private final long started;
  private final Map<String, Long> passEnds = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();

  /** Of a process that starts now. */
  Attention(World world) {
    this.world = world;
    started = now();
  }

  void passEnded(String key) {
    passEnds.put(key, now());
  }

  /** A pass finds that the store is to be deleted. */
  void noticesDeletion(TenantDatabase store) {
    if (leaving.add(store.getMetadata().getUid())) {
      String key = Cluster.key(store);
      long asked = Instant.parse(store.getMetadata().getDeletionTimestamp()).toEpochMilli();
      long late = now() - Math.max(asked, passEnds.getOrDefault(key, started));
      if (late > NOTICED_WITHIN) {
        throw new Violation("deletion of %s noticed after %d ms".formatted(key, late));
      }
    }
  }

  private long now() {
    return world.agenda.instant().toEpochMilli();
  }
}
