package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each class was last looked at in Neon, and with which key. A class that was ready when the
 * operator started counts as just looked at, so that a restart costs no call.
 */
final class LastLooks {
  static final Duration PERIOD = Duration.ofMinutes(10);

  private final Map<String, Look> looks = new ConcurrentHashMap<>();
  private final Set<String> doubted = ConcurrentHashMap.newKeySet();
  private final Clock clock;

  LastLooks(Clock clock) {
    this.clock = clock;
  }

  /** What was seen of the class does not hold any more. */
  void doubt(TenantDatabaseClass tenantClass) {
    doubted.add(tenantClass.getMetadata().getUid());
  }

  /** Whether a class that seems settled has to be looked at all the same. */
  boolean isDue(TenantDatabaseClass tenantClass, NeonApi account) {
    Look look =
        looks.computeIfAbsent(
            tenantClass.getMetadata().getUid(), uid -> new Look(account, clock.instant()));
    return doubted.contains(tenantClass.getMetadata().getUid())
        || look.account() != account
        || look.at().plus(PERIOD).isBefore(clock.instant());
  }

  void looked(TenantDatabaseClass tenantClass, NeonApi account) {
    doubted.remove(tenantClass.getMetadata().getUid());
    looks.put(tenantClass.getMetadata().getUid(), new Look(account, clock.instant()));
  }

  private record Look(NeonApi account, Instant at) {}
}
