package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Intents;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.guard.ClassRecords;
import io.tenantdb.operator.guard.FleetGuard;
import io.tenantdb.operator.guard.Verdict;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenant.StorePasses.Doors;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a deletion has to pass before it takes anything away from anybody: the fleet guard, its turn
 * when thousands go, and a look at the policy as it stands.
 */
final class DeletionGate {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final FleetGuard guard;
  private final Claims claims;
  private final Conditions conditions;
  private final Clock clock;
  private final DeletionTurns turns;
  private final ClassRecords records;
  private final ConnectionSecrets secrets;
  private final TenantPass pass;

  DeletionGate(Doors doors, TenantPass pass) {
    this.pass = pass;
    secrets = doors.secrets();
    records = doors.classRecords();
    guard = new FleetGuard(doors.fleet(), records, doors.events(), doors.clock());
    claims = new Claims(doors.fleet());
    conditions = new Conditions(Report.STAGES, doors.clock());
    clock = doors.clock();
    turns = new DeletionTurns(clock);
  }

  /** What the pass comes to when the deletion does not go on yet; empty when it does. */
  Optional<PassResult> hold(TenantDatabase database) {
    if (!isGuarded(database) || isAllowed(database)) {
      return Optional.empty();
    }
    TenantDatabaseStatus before = statusOf(database);
    return switch (guard.check(database)) {
      case Verdict.Go go ->
          turns.waitFor(database).map(wait -> new PassResult(before, Optional.of(wait)));
      case Verdict.Gathering young ->
          Optional.of(new PassResult(before, Optional.of(young.delay())));
      case Verdict.Held held -> Optional.of(held(database, held));
    };
  }

  /** Whether the status says that the deletion goes on. */
  static boolean isAllowed(TenantDatabase database) {
    Intents intents = statusOf(database).intents();
    return intents != null && intents.deletionAllowedTime() != null;
  }

  /**
   * Whether the policy is Delete at this very moment: the caches of stores and of classes may be
   * seconds apart, and together show a policy that never held. That the store is as it was seen is
   * for the write to prove that lets the deletion go on.
   *
   * @throws RuntimeException when the class can't be looked at
   */
  boolean isWanted(TenantDatabase database) {
    TenantDatabaseSpec spec = database.getSpec();
    if (spec.deletionPolicy() != null) {
      return spec.deletionPolicy() == DeletionPolicy.Delete;
    }
    return records
        .read(Fleet.classOf(database))
        .map(TenantDatabaseClass::getSpec)
        .filter(terms -> StoreTerms.deletionPolicy(spec, terms) == DeletionPolicy.Delete)
        .isPresent();
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
    turns.forget(database);
  }

  /** Only who owns something has something to lose. */
  private boolean isGuarded(TenantDatabase database) {
    return Claims.hasPlace(database) && claims.otherOwner(database).isEmpty();
  }

  /** It is looked at again when a person has said a word, which the caches bring. */
  private PassResult held(TenantDatabase database, Verdict.Held held) {
    PassResult kept = keepWhole(database);
    TenantDatabaseStatus before = kept.status();
    long generation = database.getMetadata().getGeneration();
    Standing standing = Standing.notYet(ConditionType.Ready, Reason.DeletionHeld, held.message());
    TenantDatabaseStatus status =
        new StatusDraft(before)
            .finish(
                generation,
                Phase.Deleting,
                conditions.withReady(standing, before.conditions(), generation));
    return new PassResult(status, kept.recheck());
  }

  /**
   * Whoever deletes in the foreground, as Argo CD does, has the Secret taken away before the
   * resource goes; a store that is held is in use and gets it back.
   */
  private PassResult keepWhole(TenantDatabase database) {
    PassResult asItIs = new PassResult(statusOf(database), Optional.empty());
    if (asItIs.status().binding() == null
        || secrets.find(database, StoreTerms.secretName(database)).isPresent()) {
      return asItIs;
    }
    try {
      return pass.run(database);
    } catch (RuntimeException e) {
      // Nothing can be made in a namespace that is going; what has to be said must be said.
      return new PassResult(asItIs.status(), Optional.of(LOOK_AGAIN));
    }
  }

  private static TenantDatabaseStatus statusOf(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus()).orElse(TenantDatabaseStatus.empty());
  }
}
