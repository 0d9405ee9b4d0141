package io.tenantdb.operator.tenant;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when a store that is to be deleted, and was never finished, is known to have no branch. A
 * process that died may have asked for one a moment ago, and Neon's lists may lag: once is not
 * enough.
 */
final class Absences {
  /** Longer than a call may be on its way and a list may lag. */
  private static final Duration LAG = Duration.ofSeconds(15);

  /** For a pass that follows a list which was marked as too old. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final Map<String, Absence> absences = new ConcurrentHashMap<>();
  private final Clock clock;

  /** An absence, and whether it is to be confirmed by a list that is younger than the lag. */
  private record Absence(Instant since, boolean isConfirmed) {}

  Absences(Clock clock) {
    this.clock = clock;
  }

  /**
   * How long to wait before the project is listed again; empty when it is certain that the store
   * has no branch, or that does not matter.
   */
  Optional<Duration> waitFor(DeletionView view) {
    if (!mayStillTurnUp(view)) {
      return Optional.empty();
    }
    String uid = view.database().getMetadata().getUid();
    Instant now = clock.instant();
    Absence absence = absences.computeIfAbsent(uid, id -> new Absence(now, false));
    Instant sure = absence.since().plus(LAG);
    if (now.isBefore(sure)) {
      return Optional.of(Duration.between(now, sure));
    }
    absences.put(uid, new Absence(absence.since(), true));
    return absence.isConfirmed() ? Optional.empty() : Optional.of(LOOK_AGAIN);
  }

  void forget(TenantDatabase database) {
    absences.remove(database.getMetadata().getUid());
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
