package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Those who wait for one lane. Two of three turns go to the urgent one that was asked for last, so
 * that one new store does not wait behind thousands that are made at once. Every third goes to the
 * one that is due longest: the more urgent first, then the earlier, but an early waiter is
 * overtaken only by those who come within its handicap. So nobody waits for ever.
 */
final class WaitingLine<W> {
  private static final int LONGEST_DUE_ONE_IN = 3;

  private final LaneTimes times;
  private final Consumer<Duration> waited;
  private final Map<W, Place<W>> places = new HashMap<>();
  private final TreeSet<Place<W>> order =
      new TreeSet<>(
          Comparator.comparing((Place<W> place) -> place.due()).thenComparingLong(Place::number));
  private final TreeSet<Place<W>> urgent =
      new TreeSet<>(
          Comparator.comparing((Place<W> place) -> place.since()).thenComparingLong(Place::number));
  private long joined;
  private int taken;

  /** Nobody waits; told is how long each did whose turn it is. */
  WaitingLine(LaneTimes times, Consumer<Duration> waited) {
    this.times = times;
    this.waited = waited;
  }

  /** Joins, or keeps the place it has; a more urgent wish moves it up. */
  void join(W who, Priority priority, Instant since, Instant now) {
    Place<W> before = places.get(who);
    Instant arrival = before == null ? now : before.arrival();
    Instant due = arrival.plus(times.handicap(priority));
    if (before == null) {
      add(new Place<>(who, since, arrival, due, joined++));
    } else if (due.isBefore(before.due())) {
      remove(who);
      add(new Place<>(who, before.since(), arrival, due, before.number()));
    }
  }

  void remove(W who) {
    Place<W> place = places.remove(who);
    if (place != null) {
      order.remove(place);
      urgent.remove(place);
    }
  }

  /** Whose turn it is; it waits here no more. */
  Optional<W> takeNext(Instant now) {
    if (order.isEmpty()) {
      return Optional.empty();
    }
    boolean takesLongestDue = taken % LONGEST_DUE_ONE_IN == 0 || urgent.isEmpty();
    taken++;
    Place<W> next = takesLongestDue ? order.first() : urgent.last();
    remove(next.who());
    waited.accept(Duration.between(next.arrival(), now));
    return Optional.of(next.who());
  }

  /** How many were due before one who waits here. */
  int before(W who) {
    Place<W> place = places.get(who);
    return place == null ? order.size() : order.headSet(place).size();
  }

  int size() {
    return order.size();
  }

  private void add(Place<W> place) {
    places.put(place.who(), place);
    order.add(place);
    if (!place.due().isAfter(place.arrival())) {
      urgent.add(place);
    }
  }

  private record Place<W>(W who, Instant since, Instant arrival, Instant due, long number) {}
}
