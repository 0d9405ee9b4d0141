package io.tenantdb.operator.tenant;

import io.tenantdb.operator.neon.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Stores whose database can't be reached, and when to look at each again. A look costs a call and
 * wakes a compute, so all of them together get about two a second. When one can be reached again,
 * others are looked at at once, for each of which others, so that all are back a moment after an
 * outage. Thread-safe.
 */
final class UnreachableStores {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration EACH = Duration.ofMillis(500);
  private static final Duration LONGEST_BY_AGE = Duration.ofMinutes(5);

  /** So that one that has been away for a minute is still looked at every two seconds. */
  private static final int SHARE_OF_AGE = 32;

  private static final int WOKEN = 8;

  /** Since when; who was looked at or woken last is last. */
  private final SequencedMap<Waiter, Instant> since = new LinkedHashMap<>();

  private final Consumer<Waiter> wake;
  private final Clock clock;

  /**
   * Knows of none.
   *
   * @param wake makes a store's pass run; must return soon
   */
  UnreachableStores(Consumer<Waiter> wake, Clock clock) {
    this.wake = wake;
    this.clock = clock;
  }

  /** The store's database could not be reached; says when to look again. */
  synchronized Duration missed(Waiter store) {
    Instant now = clock.instant();
    Instant first = since.containsKey(store) ? since.remove(store) : now;
    since.put(store, first);
    Duration byAge = Duration.between(first, now).dividedBy(SHARE_OF_AGE);
    return longest(
        SHORTEST,
        EACH.multipliedBy(since.size()),
        byAge.compareTo(LONGEST_BY_AGE) < 0 ? byAge : LONGEST_BY_AGE);
  }

  /** The store's database could be reached, or nobody wants to reach it any more. */
  void reached(Waiter store) {
    if (forget(store)) {
      next().forEach(wake);
    }
  }

  /**
   * It is not known any more whether the store's database can be reached; tells if it was known.
   */
  synchronized boolean forget(Waiter store) {
    return since.remove(store) != null;
  }

  private synchronized List<Waiter> next() {
    List<Waiter> next = since.keySet().stream().limit(WOKEN).toList();
    next.forEach(store -> since.putLast(store, since.remove(store)));
    return next;
  }

  private static Duration longest(Duration first, Duration second, Duration third) {
    Duration longer = first.compareTo(second) > 0 ? first : second;
    return longer.compareTo(third) > 0 ? longer : third;
  }
}
