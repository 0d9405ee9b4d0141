package io.tenantdb.neonlocal.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The calls of the last while, of which there may be so many; 0 is no limit. */
final class Window {

  private final Deque<Instant> times = new ArrayDeque<>();
  private final int most;
  private final Duration length;

  Window(int most, Duration length) {
    this.most = most;
    this.length = length;
  }

  /** How long until there is room; empty when there is. */
  Optional<Duration> wait(Instant now) {
    while (!times.isEmpty() && !times.getFirst().plus(length).isAfter(now)) {
      times.removeFirst();
    }
    return most == 0 || times.size() < most
        ? Optional.empty()
        : Optional.of(Duration.between(now, times.getFirst().plus(length)));
  }

  void add(Instant now) {
    if (most > 0) {
      times.addLast(now);
    }
  }
}
