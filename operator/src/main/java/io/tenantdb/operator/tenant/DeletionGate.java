package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Intents;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.guard.FleetGuard;
import io.tenantdb.operator.guard.Verdict;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a deletion has to pass before it takes anything away from anybody: the fleet guard. */
final class DeletionGate {
  private final FleetGuard guard;
  private final Claims claims;
  private final Conditions conditions;
  private final Clock clock;

  DeletionGate(Doors doors) {
    guard = new FleetGuard(doors.fleet(), doors.classRecords(), doors.events(), doors.clock());
    claims = new Claims(doors.fleet());
    conditions = new Conditions(Report.STAGES, doors.clock());
    clock = doors.clock();
  }

  /** What the pass comes to when the deletion does not go on yet; empty when it does. */
  Optional<PassResult> hold(TenantDatabase database) {
    if (!isGuarded(database) || isAllowed(database)) {
      return Optional.empty();
    }
    TenantDatabaseStatus before = statusOf(database);
    return switch (guard.check(database)) {
      case Verdict.Go go -> Optional.empty();
      case Verdict.Gathering young ->
          Optional.of(new PassResult(before, Optional.of(young.delay())));
      // A person's word wakes it: the caches bring annotations of stores and classes.
      case Verdict.Held held -> Optional.of(new PassResult(held(database, held), Optional.empty()));
    };
  }

  /** Whether the status says that the deletion goes on. */
  static boolean isAllowed(TenantDatabase database) {
    Intents intents = statusOf(database).intents();
    return intents != null && intents.deletionAllowedTime() != null;
  }

  /** Writes down that the deletion goes on, so that no later avalanche stops it half-way. */
  Intents allowed(Intents intents) {
    return intents.withDeletionAllowed(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Counts a store that goes for good. */
  void letGo(TenantDatabase database) {
    if (isGuarded(database)) {
      guard.letGo(database);
    }
  }

  /** Only who owns something has something to lose. */
  private boolean isGuarded(TenantDatabase database) {
    return Claims.hasPlace(database) && claims.otherOwner(database).isEmpty();
  }

  private TenantDatabaseStatus held(TenantDatabase database, Verdict.Held held) {
    TenantDatabaseStatus before = statusOf(database);
    long generation = database.getMetadata().getGeneration();
    Standing standing = Standing.notYet(ConditionType.Ready, Reason.DeletionHeld, held.message());
    return new StatusDraft(before)
        .finish(
            generation,
            Phase.Deleting,
            conditions.withReady(standing, before.conditions(), generation));
  }

  private static TenantDatabaseStatus statusOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
  }
}
