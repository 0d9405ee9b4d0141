package io.tenantdb.operator.runtime;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.neon.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets new stores begin: at once, or a few at a time when many are applied together. Each begins
 * with two writes to the API server, and is made much later, as Neon's limits allow; begun all at
 * once, thousands keep whoever comes next waiting for their writes and for the events of these.
 * Every second one that begins is the newest. Safe for use by many threads.
 */
final class Arrivals {
  /** Ten times as many as Neon's limits let one account make. */
  private static final Duration BETWEEN_TWO = Duration.ofMillis(25);

  private static final Duration AHEAD = BETWEEN_TWO.multipliedBy(20);

  private final Consumer<Waiter> wake;
  private final Clock clock;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private Instant next = Instant.EPOCH;
  private boolean takesNewest = true;

  /**
   * Nobody waits.
   *
   * @param wake makes a store be looked at
   */
  Arrivals(Consumer<Waiter> wake, Clock clock) {
    this.wake = wake;
    this.clock = clock;
  }

  /** Whether a store that came into sight begins now; one that does not is woken later. */
  synchronized boolean beginsAtOnce(TenantDatabase database) {
    boolean isNew =
        database.getMetadata().getFinalizers().isEmpty() && !database.isMarkedForDeletion();
    if (!isNew || (waiting.isEmpty() && isItTime())) {
      return true;
    }
    waiting.addLast(Waiter.of(database));
    return false;
  }

  /** Wakes those whose time has come. */
  void tick() {
    due().forEach(wake);
  }

  /** How many have not begun. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized List<Waiter> due() {
    List<Waiter> due = new ArrayList<>();
    while (!waiting.isEmpty() && isItTime()) {
      due.add(takesNewest ? waiting.removeLast() : waiting.removeFirst());
      takesNewest = !takesNewest;
    }
    return due;
  }

  private boolean isItTime() {
    Instant now = clock.instant();
    Instant earliest = now.minus(AHEAD);
    next = next.isBefore(earliest) ? earliest : next;
    if (next.isAfter(now)) {
      return false;
    }
    next = next.plus(BETWEEN_TWO);
    return true;
  }
}
