package io.tenantdb.operator.guard;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.status.Conditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops an avalanche: when more stores of a class are to be deleted than it allows in a while, all
 * of them wait for a person, and whoever comes after them. Only stores that own something count:
 * those with a place, whose organization is theirs.
 *
 * <p>What it knows is in the cluster: those that wait are marked for deletion, and those that went
 * are counted in the class's status before they go. After a crash at that very moment one store may
 * count twice, never less than once. Safe for use by many threads.
 */
public final class FleetGuard {
  /** How long a deletion waits for others; times of deletion have whole seconds. */
  static final Duration GATHERING = Duration.ofSeconds(3);

  /** Looking at the whole fleet for each of thousands that wait would be slow. */
  private static final Duration VERDICT_AGE = Duration.ofSeconds(1);

  private final Fleet fleet;
  private final Claims claims;
  private final ClassRecords records;
  private final EventRecorder events;
  private final Clock clock;

  /** What went by class, for the caches show our own writes late. */
  private final Map<String, RecentDeletions> recent = new HashMap<>();

  private final Map<String, Closed> closed = new HashMap<>();

  /** uids of stores that are counted as gone, and may still be seen for a moment; by class. */
  private final Map<String, Set<String>> gone = new HashMap<>();

  /** That the guard of a class is closed, and why. */
  private record Closed(Instant asOf, Avalanche avalanche) {}

  /** A guard over the fleet. */
  public FleetGuard(Fleet fleet, ClassRecords records, EventRecorder events, Clock clock) {
    this.fleet = fleet;
    claims = new Claims(fleet);
    this.records = records;
    this.events = events;
    this.clock = clock;
  }

  /** Whether the deletion of a store that owns something may go on. */
  public synchronized Verdict check(TenantDatabase database) {
    String className = Fleet.classOf(database);
    Optional<TenantDatabaseClass> tenantClass = fleet.tenantClass(className);
    Instant now = clock.instant();
    Permission permission = Permission.of(tenantClass, now);
    if (permission.covers(database)) {
      return new Verdict.Go();
    }
    Duration age = age(database, now);
    if (age.compareTo(GATHERING) < 0) {
      return new Verdict.Gathering(GATHERING.minus(age));
    }
    Closed known = closed.get(className);
    if (known != null && now.isBefore(known.asOf().plus(VERDICT_AGE))) {
      return new Verdict.Held(known.avalanche().message(database, permission));
    }
    return judge(database, tenantClass, permission, now);
  }

  /**
   * Counts a deletion that goes on; to be called before anything that can't be undone.
   *
   * @throws RuntimeException when it could not be counted: then it must not go on
   */
  public synchronized void letGo(TenantDatabase database) {
    String className = Fleet.classOf(database);
    Optional<TenantDatabaseClass> tenantClass = fleet.tenantClass(className);
    Instant now = clock.instant();
    String uid = database.getMetadata().getUid();
    if (gone(className).contains(uid) || Permission.of(tenantClass, now).covers(database)) {
      return;
    }
    Duration window = GuardTerms.of(tenantClass).window();
    RecentDeletions more = recent(className, tenantClass, now).plusOne(window, now);
    tenantClass.ifPresent(c -> records.write(c, more.toStatus()));
    recent.put(className, more);
    gone(className).add(uid);
  }

  private Verdict judge(
      TenantDatabase database,
      Optional<TenantDatabaseClass> tenantClass,
      Permission permission,
      Instant now) {
    String className = Fleet.classOf(database);
    Map<String, TenantDatabase> pending = pending(database, className, permission);
    GuardTerms terms = GuardTerms.of(tenantClass);
    int recently = recent(className, tenantClass, now).count();
    boolean isClosed = pending.values().stream().anyMatch(FleetGuard::isHeld);
    if (!isClosed && recently + pending.size() <= terms.maxDeletions()) {
      closed.remove(className);
      return new Verdict.Go();
    }
    Avalanche avalanche =
        Avalanche.of(className, tenantClass.isPresent(), pending.values(), recently, terms);
    boolean isNew = closed.put(className, new Closed(now, avalanche)) == null && !isClosed;
    if (isNew) {
      tenantClass.ifPresent(
          c -> events.warning(c, Reason.DeletionHeld.name(), avalanche.summary()));
    }
    return new Verdict.Held(avalanche.message(database, permission));
  }

  /** Those that are to be deleted and that no person let go on, by uid. */
  private Map<String, TenantDatabase> pending(
      TenantDatabase database, String className, Permission permission) {
    List<TenantDatabase> leaving = fleet.leaving(className);
    Set<String> counted = gone(className);
    counted.retainAll(
        leaving.stream().map(d -> d.getMetadata().getUid()).collect(Collectors.toSet()));
    return Stream.concat(leaving.stream().filter(this::ownsSomething), Stream.of(database))
        .filter(d -> !counted.contains(d.getMetadata().getUid()) && !permission.covers(d))
        .collect(Collectors.toMap(d -> d.getMetadata().getUid(), d -> d, (one, same) -> one));
  }

  private Set<String> gone(String className) {
    return gone.computeIfAbsent(className, name -> new HashSet<>());
  }

  private boolean ownsSomething(TenantDatabase database) {
    return Claims.hasPlace(database) && claims.otherOwner(database).isEmpty();
  }

  private RecentDeletions recent(
      String className, Optional<TenantDatabaseClass> tenantClass, Instant now) {
    RecentDeletions written =
        tenantClass
            .map(TenantDatabaseClass::getStatus)
            .map(status -> RecentDeletions.of(status.recentDeletions()))
            .orElseGet(RecentDeletions::none);
    RecentDeletions all =
        written
            .or(recent.getOrDefault(className, RecentDeletions.none()))
            .within(GuardTerms.of(tenantClass).window(), now);
    recent.put(className, all);
    return all;
  }

  private static boolean isHeld(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Ready))
        .map(ready -> Reason.DeletionHeld.name().equals(ready.getReason()))
        .orElse(false);
  }

  /** Clocks that disagree by more than the gathering time shall not hold anything up. */
  private static Duration age(TenantDatabase database, Instant now) {
    return Permission.askedFor(database)
        .map(asked -> Duration.between(asked, now).abs())
        .orElse(GATHERING);
  }
}
