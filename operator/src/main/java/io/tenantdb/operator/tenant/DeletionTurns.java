package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.status.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each of the stores that are to be deleted begins to go, in the order in which they were
 * seen: the writes of thousands at once would keep everybody else waiting.
 */
final class DeletionTurns {
  private final Map<String, Instant> turns = new ConcurrentHashMap<>();
  private final Pace pace;
  private final Clock clock;

  DeletionTurns(Clock clock) {
    this.clock = clock;
    pace = Pace.slow(clock);
  }

  /** How long it has to wait; empty when its turn has come, and ever after. */
  Optional<Duration> waitFor(TenantDatabase database) {
    Instant turn = turns.computeIfAbsent(database.getMetadata().getUid(), uid -> pace.reserve());
    Duration wait = Duration.between(clock.instant(), turn);
    return wait.isPositive() ? Optional.of(wait) : Optional.empty();
  }

  void forget(TenantDatabase database) {
    turns.remove(database.getMetadata().getUid());
  }
}
