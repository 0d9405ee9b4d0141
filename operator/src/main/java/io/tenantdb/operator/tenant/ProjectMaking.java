package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Intents;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes a store's own project at most once, though Neon lets two projects have one name: that it is
 * asked for is in the status before it is, and whoever finds that there and has not asked itself
 * looks for longer than Neon can take before it asks again.
 */
final class ProjectMaking {
  /** Longer than a call may take and Neon's lists may lag. */
  static final Duration SETTLES = Duration.ofMinutes(2);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** uid of a store to the time it has in its status, if this process has not asked since. */
  private final Map<String, Instant> unused = new ConcurrentHashMap<>();

  private final Clock clock;

  ProjectMaking(Clock clock) {
    this.clock = clock;
  }

  /** Whether a project that was asked for may still turn up. */
  static boolean mayTurnUp(TenantDatabase database, Instant now) {
    return requested(database).filter(time -> now.isBefore(time.plus(SETTLES))).isPresent();
  }

  /** What has to come before the project is asked for; empty when it is asked for now. */
  Optional<Outcome> beforeAsking(TenantDatabase database, StatusDraft draft) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> requested = requested(database);
    String uid = database.getMetadata().getUid();
    if (requested.isPresent() && requested.get().equals(unused.get(uid))) {
      return Optional.empty();
    }
    if (mayTurnUp(database, clock.instant())) {
      return Optional.of(
          new Outcome.Stands(
              Standing.unknown(
                  ConditionType.BranchReady,
                  Reason.Creating,
                  "Neon was asked for the store's project at %s and the answer is not known; looking for it before it is asked again."
                      .formatted(requested.get())),
              new Recheck.After(LOOK_AGAIN)));
    }
    unused.put(uid, now);
    draft.intents = draft.intents.withProjectRequested(now);
    return Optional.of(
        Outcome.next(
            ConditionType.BranchReady, Reason.Creating, "The store's project is being made."));
  }

  /** Asks; only a lost answer uses up what the status says. */
  CreatedProject ask(TenantDatabase database, Supplier<CreatedProject> call) {
    String uid = database.getMetadata().getUid();
    Optional<Instant> requested = Optional.ofNullable(unused.remove(uid));
    try {
      return call.get();
    } catch (NeonException e) {
      if (!(e instanceof NeonException.OutcomeUnknown)) {
        requested.ifPresent(time -> unused.put(uid, time));
      }
      throw e;
    }
  }

  private static Optional<Instant> requested(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .map(status -> status.intents())
        .map(Intents::projectRequestedTime)
        .map(Instant::parse);
  }
}
