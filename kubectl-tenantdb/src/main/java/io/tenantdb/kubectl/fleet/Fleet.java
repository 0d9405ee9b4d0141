package io.tenantdb.kubectl.fleet;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.kubectl.cluster.Conditions;
import io.tenantdb.kubectl.cluster.StoreName;
import io.tenantdb.kubectl.terminal.Age;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts stores one by one, and keeps none of them. */
final class Fleet {
  /** What stands where a store has no value yet. */
  static final String NONE = "(none yet)";

  private final Map<String, Integer> phases = new TreeMap<>();
  private final Map<String, Integer> regions = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>(Fleet::byNumber);
  private final Map<String, Integer> classes = new TreeMap<>();
  private final Map<String, Waiting> waiting = new TreeMap<>();
  private int stores;
  private int ready;
  private int unseen;
  private @Nullable NotReady oldest;

  /** Stores of one reason that wait for a person; the one named waits longest. */
  record Waiting(int stores, NotReady longest) {
    Waiting and(Waiting other) {
      NotReady longer = other.longest.isOlderThan(longest) ? other.longest : longest;
      return new Waiting(stores + other.stores, longer);
    }
  }

  /** A store that is not Ready, and since when. */
  record NotReady(StoreName store, String reason, Instant since) {
    boolean isOlderThan(NotReady other) {
      return since.isBefore(other.since);
    }
  }

  void add(TenantDatabase store) {
    TenantDatabaseStatus status = Conditions.status(store);
    stores++;
    count(phases, status.phase() == null ? NONE : status.phase().name());
    count(regions, orNone(status.region()));
    count(versions, orNone(status.schema() == null ? null : status.schema().version()));
    String named = store.getSpec() == null ? null : store.getSpec().className();
    count(classes, orNone(status.className() == null ? named : status.className()));
    unseen += Conditions.isObserved(store) ? 0 : 1;
    judge(store);
  }

  private void judge(TenantDatabase store) {
    Optional<Condition> condition = Conditions.ready(store);
    if (condition.filter(Conditions::isTrue).isPresent()) {
      ready++;
      return;
    }
    Optional<Reason> reason = condition.flatMap(Conditions::reason);
    if (reason.filter(r -> r.awaits() == Reason.Awaits.NOTHING).isPresent()) {
      return;
    }
    NotReady found = notReady(store, condition);
    if (oldest == null || found.isOlderThan(oldest)) {
      oldest = found;
    }
    if (reason.filter(r -> r.awaits() == Reason.Awaits.PERSON).isPresent()) {
      waiting.merge(found.reason(), new Waiting(1, found), Waiting::and);
    }
  }

  private static NotReady notReady(TenantDatabase store, Optional<Condition> condition) {
    Instant since =
        condition
            .flatMap(c -> Age.time(c.getLastTransitionTime()))
            .or(() -> Age.time(store.getMetadata().getCreationTimestamp()))
            .orElse(Instant.MAX);
    String reason = condition.map(Condition::getReason).orElse("no condition yet");
    return new NotReady(StoreName.of(store), reason, since);
  }

  private static String orNone(@Nullable String value) {
    return value == null ? NONE : value;
  }

  private static void count(Map<String, Integer> counts, String key) {
    counts.merge(key, 1, Integer::sum);
  }

  /** Version 10 comes behind version 9. */
  private static int byNumber(String one, String other) {
    return Comparator.comparingInt(String::length)
        .thenComparing(Comparator.naturalOrder())
        .compare(one, other);
  }

  Map<String, Integer> phases() {
    return Collections.unmodifiableMap(phases);
  }

  Map<String, Integer> regions() {
    return Collections.unmodifiableMap(regions);
  }

  Map<String, Integer> versions() {
    return Collections.unmodifiableMap(versions);
  }

  Map<String, Integer> classes() {
    return Collections.unmodifiableMap(classes);
  }

  /** Who waits for a person, by reason. */
  Map<String, Waiting> waiting() {
    return Collections.unmodifiableMap(waiting);
  }

  int stores() {
    return stores;
  }

  int ready() {
    return ready;
  }

  /** Stores that no operator has seen as they are now. */
  int unseen() {
    return unseen;
  }

  /** The store that is not Ready for the longest time; those suspended on request don't count. */
  Optional<NotReady> oldest() {
    return Optional.ofNullable(oldest);
  }
}
