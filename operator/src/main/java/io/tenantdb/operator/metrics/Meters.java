package io.tenantdb.operator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every meter of the operator's own. Nothing is measured but through these, so the page made of
 * them is whole. No label has as many values as there are stores.
 */
public enum Meters {
  /** Whether this process leads. */
  LEADER("tenantdb.leader", Kind.GAUGE, "1 while this process leads, 0 while it stands by"),

  /** Stores by phase. */
  STORES("tenantdb.stores", Kind.OF_LEADER, "TenantDatabases", "class", "region", "phase"),
  /** Stores that are not Ready, by reason. */
  STORES_NOT_READY(
      "tenantdb.stores.not.ready",
      Kind.OF_LEADER,
      "TenantDatabases whose condition Ready is not True, by its reason and what they wait for:"
          + " nothing, time or person",
      "class",
      "reason",
      "awaits"),
  /** How long the one that waits longest waits. */
  STORES_NOT_READY_OLDEST(
      "tenantdb.stores.not.ready.oldest.seconds",
      Kind.OF_LEADER,
      "For how long the TenantDatabase has not been Ready that waits longest, for time or a"
          + " person; 0 when none does; suspended ones and those to be deleted do not count",
      "class",
      "awaits"),
  /** How long the deletion takes that takes longest. */
  STORES_DELETING_OLDEST(
      "tenantdb.stores.deleting.oldest.seconds",
      Kind.OF_LEADER,
      "How long ago the deletion was asked for that is under way longest; 0 when none is; those"
          + " that the fleet guard holds do not count",
      "class"),
  /** Stores by schema version. */
  STORES_SCHEMA(
      "tenantdb.stores.schema",
      Kind.OF_LEADER,
      "TenantDatabases by the version of the schema that was applied",
      "class",
      "version"),
  /** New stores. */
  STORES_TIME_TO_READY(
      "tenantdb.stores.time.to.ready",
      Kind.SLOW_TIMER,
      "From the creation of a TenantDatabase until it was Ready for the first time"),
  /** Arrivals that have to wait. */
  ARRIVALS_WAITING(
      "tenantdb.arrivals.waiting",
      Kind.OF_LEADER,
      "New TenantDatabases that have not begun, as many were applied at once"),
  /** The fleet guard. */
  DELETIONS_HELD(
      "tenantdb.deletions.held",
      Kind.OF_LEADER,
      "Deletions of TenantDatabases that wait for a person (the fleet guard)",
      "class"),
  /** Whether a class can take stores. */
  CLASS_READY(
      "tenantdb.class.ready",
      Kind.OF_LEADER,
      "1 when the class is Ready, 0 when it is not",
      "class"),
  /** Branches without an owner. */
  ORPHANS(
      "tenantdb.orphans",
      Kind.OF_LEADER,
      "Branches at Neon that belong to no TenantDatabase",
      "class"),

  /** Calls. */
  NEON_CALLS(
      "tenantdb.neon.calls",
      Kind.TIMER,
      "Calls to Neon; status 0: no answer came",
      "method",
      "path",
      "status",
      "priority"),
  /** The budget's use. */
  NEON_BUDGET_USED(
      "tenantdb.neon.budget.used", Kind.GAUGE, "Requests to Neon in the last minute", "account"),
  /** The budget's size. */
  NEON_BUDGET_LIMIT(
      "tenantdb.neon.budget.limit",
      Kind.GAUGE,
      "Requests to Neon that may be sent in a minute",
      "account"),
  /** What the budget kept back. */
  NEON_BUDGET_REFUSED(
      "tenantdb.neon.budget.refused",
      Kind.COUNTER,
      "Requests to Neon that were not sent, as the budget had no room for their priority",
      "account"),
  /** The lanes' queues. */
  NEON_LANE_WAITING(
      "tenantdb.neon.lane.waiting",
      Kind.OF_LEADER,
      "Resources that wait for their turn in a Neon project"),
  /** Lanes in use. */
  NEON_LANE_BUSY(
      "tenantdb.neon.lane.busy",
      Kind.OF_LEADER,
      "Neon projects in which a change is being carried out"),
  /** How long one waits for a lane. */
  NEON_LANE_WAIT(
      "tenantdb.neon.lane.wait",
      Kind.SLOW_TIMER,
      "How long those waited for their turn in a Neon project who had to"),

  /** Sessions in databases. */
  DATABASE_SESSIONS(
      "tenantdb.database.sessions",
      Kind.TIMER,
      "Sessions in stores' and templates' databases, by work (migrate: a template; provision:"
          + " schema, identity and seed of a store; claim: a fresh copy; prove: credentials) and"
          + " outcome (done, declined, unreachable, failed)",
      "work",
      "outcome"),
  /** Sealed strings. */
  SEALS(
      "tenantdb.seals",
      Kind.COUNTER,
      "Sealed connection strings by what became of their Secret: published, taken (its name is"
          + " somebody else's), failed",
      "outcome"),

  /** The registry's connection. */
  REGISTRY_CONNECTED(
      "tenantdb.registry.connected", Kind.OF_LEADER, "1 when the registry can be written, else 0"),
  /** Rows to write. */
  REGISTRY_PENDING(
      "tenantdb.registry.pending",
      Kind.OF_LEADER,
      "Stores whose row is not what it should be yet, refused ones included"),
  /** The registry's lag. */
  REGISTRY_PENDING_OLDEST(
      "tenantdb.registry.pending.oldest.seconds",
      Kind.OF_LEADER,
      "For how long the row waits to be written that waits longest; 0 when none does; refused"
          + " ones do not count"),
  /** Rows not taken. */
  REGISTRY_REFUSED(
      "tenantdb.registry.refused", Kind.OF_LEADER, "Stores whose row the registry would not take"),
  /** How old the last proof is. */
  REGISTRY_AGE(
      "tenantdb.registry.age.seconds",
      Kind.OF_LEADER,
      "Time since the registry was last known to be as it should; NaN before the first time"),
  /** The way in. */
  INTAKE_REFUSED(
      "tenantdb.intake.refused",
      Kind.OF_LEADER,
      "Organizations that can't have the store they ask for"),

  /** Events. */
  EVENTS(
      "tenantdb.events",
      Kind.COUNTER,
      "Kubernetes Events by what became of them: written, repeated, dropped, failed",
      "outcome"),
  /** The connection service. */
  SERVICE_REQUESTS(
      "tenantdb.service.requests",
      Kind.TIMER,
      "Requests to the connection service",
      "operation",
      "status");

  /** What a meter is, and which process shows it. */
  public enum Kind {
    /** A value that goes up and down. */
    GAUGE,
    /** The same, shown by the process that leads only, so that a sum counts nothing twice. */
    OF_LEADER,
    /** Only goes up, until the process ends. */
    COUNTER,
    /** How often, and how long: a histogram up to half a minute. */
    TIMER,
    /** The same for what takes up to an hour. */
    SLOW_TIMER
  }

  private static final Duration[] QUICK = buckets(50, 100, 250, 500, 1_000, 2_500, 10_000, 30_000);

  private static final Duration[] SLOW =
      buckets(500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000);

  private final String id;
  private final Kind kind;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Meters(String id, Kind kind, String meaning, String... labels) {
    this.id = id;
    this.kind = kind;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its name in Micrometer's form. */
  public String id() {
    return id;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** What it says, for people. */
  public String meaning() {
    return meaning;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }

  /** A gauge of this process. */
  public <T> void gauge(
      MeterRegistry metrics, @Nullable T of, ToDoubleFunction<T> value, String... labelValues) {
    Gauge.builder(id, of, value)
        .description(meaning)
        .tags(tags(labelValues))
        .strongReference(true)
        .register(metrics);
  }

  /** What the leader reads of it. */
  public Reading reading(double value, String... labelValues) {
    tags(labelValues);
    return new Reading(this, List.of(labelValues), value);
  }

  /** The counter with these values of its labels. */
  public Counter counter(MeterRegistry metrics, String... labelValues) {
    return Counter.builder(id).description(meaning).tags(tags(labelValues)).register(metrics);
  }

  /** A counter of what somebody else counts. */
  public <T> void counter(
      MeterRegistry metrics, T of, ToDoubleFunction<T> count, String... labelValues) {
    FunctionCounter.builder(id, of, count)
        .description(meaning)
        .tags(tags(labelValues))
        .register(metrics);
  }

  /** The timer with these values of its labels. */
  public Timer timer(MeterRegistry metrics, String... labelValues) {
    return Timer.builder(id)
        .description(meaning)
        .tags(tags(labelValues))
        .serviceLevelObjectives(kind == Kind.SLOW_TIMER ? SLOW : QUICK)
        .register(metrics);
  }

  private Tags tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException("%s has the labels %s".formatted(id, labels));
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(labels.get(i), values[i]));
    }
    return Tags.of(tags);
  }

  private static Duration[] buckets(long... millis) {
    Duration[] buckets = new Duration[millis.length];
    for (int i = 0; i < millis.length; i++) {
      buckets[i] = Duration.ofMillis(millis[i]);
    }
    return buckets;
  }
}
