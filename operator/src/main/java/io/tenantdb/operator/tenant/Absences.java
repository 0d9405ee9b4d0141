package io.tenantdb.operator.tenant;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when a store that is to be deleted, and was never finished, is known to have no branch. A
 * process that died may have asked for one a moment ago, and Neon's lists may lag: once is not
 * enough.
 */
final class Absences {
  /** Longer than a call may be on its way and a list may lag. */
  static final Duration LAG = Duration.ofSeconds(15);

  private final Map<String, Instant> firstSeen = new ConcurrentHashMap<>();
  private final Clock clock;

  Absences(Clock clock) {
    this.clock = clock;
  }

  /** Whether the store's branch is absent and that is not certain yet. */
  boolean isTooEarlyFor(DeletionView view) {
    if (!mayStillTurnUp(view)) {
      return false;
    }
    Instant now = clock.instant();
    Instant since = firstSeen.computeIfAbsent(view.database().getMetadata().getUid(), uid -> now);
    return now.isBefore(since.plus(LAG));
  }

  void forget(TenantDatabase database) {
    firstSeen.remove(database.getMetadata().getUid());
  }

  private static boolean mayStillTurnUp(DeletionView view) {
    return view.isOwner()
        && view.hasPlace()
        && view.policy() == DeletionPolicy.Delete
        && view.database().getStatus().schema() == null
        && view.neon() instanceof NeonView.Seen seen
        && seen.branch().isEmpty();
  }
}
