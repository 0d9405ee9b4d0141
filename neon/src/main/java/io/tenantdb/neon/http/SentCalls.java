package io.tenantdb.neon.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** When calls went out, the oldest first. Guarded by its owner. */
final class SentCalls {
  private final Deque<Instant> times = new ArrayDeque<>();

  void add(Instant now) {
    times.addLast(now);
  }

  void forgetUntil(Instant horizon) {
    while (!times.isEmpty() && !times.getFirst().isAfter(horizon)) {
      times.removeFirst();
    }
  }

  int size() {
    return times.size();
  }

  /** The time until fewer than {@code limit} of them lie within {@code window}. */
  Duration untilFewerThan(int limit, Duration window, Instant now) {
    if (times.size() < limit) {
      return Duration.ZERO;
    }
    Iterator<Instant> newestFirst = times.descendingIterator();
    Instant decisive = now;
    for (int i = 0; i < limit; i++) {
      decisive = newestFirst.next();
    }
    Duration wait = Duration.between(now, decisive.plus(window));
    return wait.isPositive() ? wait : Duration.ZERO;
  }
}
