package io.tenantdb.operator.fleet;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.Reason.Awaits;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import io.tenantdb.operator.status.Conditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the fleet, by what its resources say: one pass over the stores, as they are cached. Of one
 * use. What it keeps grows with the classes, not with the stores: a class that does not exist, as a
 * store may name any, counts as none.
 */
public final class FleetCensus {
  private final Instant now;
  private final Map<String, TenantDatabaseClass> classes = new HashMap<>();
  private final Map<Series, Integer> counts = new HashMap<>();
  private final Map<Series, Duration> ages = new HashMap<>();

  private record Series(Meters meter, List<String> labels) {}

  private FleetCensus(Fleet fleet, Clock clock) {
    now = clock.instant();
    fleet.classes().forEach(one -> classes.put(one.getMetadata().getName(), one));
    classes.keySet().forEach(this::begin);
    fleet.all().forEach(this::count);
  }

  /** The fleet as it is now. */
  public static Stream<Reading> of(Fleet fleet, Clock clock) {
    return new FleetCensus(fleet, clock).readings();
  }

  /** What is nought where there is nothing, so that alerts see it end. */
  private void begin(String className) {
    age(Meters.STORES_NOT_READY_OLDEST, Duration.ZERO, className, label(Awaits.TIME));
    age(Meters.STORES_NOT_READY_OLDEST, Duration.ZERO, className, label(Awaits.PERSON));
    age(Meters.STORES_DELETING_OLDEST, Duration.ZERO, className);
    counts.put(new Series(Meters.DELETIONS_HELD, List.of(className)), 0);
  }

  private void count(TenantDatabase store) {
    TenantDatabaseStatus status =
        Optional.ofNullable(store.getStatus()).orElse(TenantDatabaseStatus.empty());
    String className = className(store);
    Phase phase = Optional.ofNullable(status.phase()).orElse(Phase.Pending);
    count(Meters.STORES, className, Objects.requireNonNullElse(status.region(), ""), phase.name());
    Optional.ofNullable(status.schema())
        .map(SchemaRef::version)
        .ifPresent(version -> count(Meters.STORES_SCHEMA, className, version));
    Optional<Condition> ready = Conditions.find(status.conditions(), ConditionType.Ready);
    if (ready.filter(condition -> "True".equals(condition.getStatus())).isEmpty()) {
      countNotReady(store, className, ready);
    }
  }

  private void countNotReady(TenantDatabase store, String className, Optional<Condition> ready) {
    Reason reason = ready.flatMap(FleetCensus::reason).orElse(Reason.Waiting);
    Awaits awaits = reason.awaits();
    count(Meters.STORES_NOT_READY, className, reason.name(), label(awaits));
    if (reason == Reason.DeletionHeld) {
      count(Meters.DELETIONS_HELD, className);
    } else if (store.isMarkedForDeletion()) {
      age(
          Meters.STORES_DELETING_OLDEST,
          since(store.getMetadata().getDeletionTimestamp()),
          className);
    } else if (awaits != Awaits.NOTHING) {
      String since =
          ready
              .map(Condition::getLastTransitionTime)
              .orElse(store.getMetadata().getCreationTimestamp());
      age(Meters.STORES_NOT_READY_OLDEST, since(since), className, label(awaits));
    }
  }

  private Stream<Reading> readings() {
    return Stream.of(
            counts.entrySet().stream().map(one -> reading(one.getKey(), one.getValue())),
            ages.entrySet().stream()
                .map(one -> reading(one.getKey(), one.getValue().toMillis() / 1000.0)),
            classes.entrySet().stream().flatMap(one -> ofClass(one.getKey(), one.getValue())))
        .flatMap(stream -> stream);
  }

  private static Stream<Reading> ofClass(String name, TenantDatabaseClass tenantClass) {
    Optional<TenantDatabaseClassStatus> status = Optional.ofNullable(tenantClass.getStatus());
    boolean ready =
        status.map(s -> Conditions.isTrue(s.conditions(), ConditionType.Ready)).orElse(false);
    int orphans = status.map(TenantDatabaseClassStatus::orphans).map(OrphanReport::count).orElse(0);
    return Stream.of(
        Meters.CLASS_READY.reading(ready ? 1 : 0, name), Meters.ORPHANS.reading(orphans, name));
  }

  private static Reading reading(Series series, double value) {
    return new Reading(series.meter(), series.labels(), value);
  }

  private String className(TenantDatabase store) {
    String name = Fleet.classOf(store);
    return classes.containsKey(name) ? name : Fleet.UNNAMED;
  }

  private void count(Meters meter, String... labels) {
    counts.merge(new Series(meter, List.of(labels)), 1, Integer::sum);
  }

  private void age(Meters meter, Duration age, String... labels) {
    ages.merge(
        new Series(meter, List.of(labels)),
        age,
        (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /** Never less than nothing, whatever the clock of the machine that wrote it says. */
  private Duration since(@Nullable String time) {
    Instant then = time == null ? now : Instant.parse(time);
    return then.isBefore(now) ? Duration.between(then, now) : Duration.ZERO;
  }

  /** Another version of the operator may have others. */
  private static Optional<Reason> reason(Condition condition) {
    return Stream.of(Reason.values())
        .filter(reason -> reason.name().equals(condition.getReason()))
        .findFirst();
  }

  private static String label(Awaits awaits) {
    return awaits.name().toLowerCase(Locale.ROOT);
  }
}
