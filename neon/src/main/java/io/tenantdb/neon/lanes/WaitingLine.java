package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Priority;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Those who wait for one lane. The more urgent go first, then the earlier; but an early waiter is
 * overtaken only by those who come within its handicap.
 */
final class WaitingLine<W> {
  private final LaneTimes times;
  private final Map<W, Place<W>> places = new HashMap<>();
  private final TreeSet<Place<W>> order =
      new TreeSet<>(
          Comparator.comparing((Place<W> place) -> place.due()).thenComparingLong(Place::number));
  private long joined;

  WaitingLine(LaneTimes times) {
    this.times = times;
  }

  /** Joins, or keeps the place it has; a more urgent wish moves it up. */
  void join(W who, Priority priority, Instant now) {
    Place<W> before = places.get(who);
    Instant arrival = before == null ? now : before.arrival();
    Instant due = arrival.plus(times.handicap(priority));
    if (before == null) {
      add(new Place<>(who, arrival, due, joined++));
    } else if (due.isBefore(before.due())) {
      order.remove(before);
      add(new Place<>(who, arrival, due, before.number()));
    }
  }

  void remove(W who) {
    Place<W> place = places.remove(who);
    if (place != null) {
      order.remove(place);
    }
  }

  Optional<W> takeFirst() {
    return Optional.ofNullable(order.pollFirst())
        .map(
            place -> {
              places.remove(place.who());
              return place.who();
            });
  }

  /** How many go before one who waits here. */
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
  }

  private record Place<W>(W who, Instant arrival, Instant due, long number) {}
}
