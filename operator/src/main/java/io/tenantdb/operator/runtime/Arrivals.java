package io.tenantdb.operator.runtime;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Pace;
import java.time.Clock;
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
  private final Consumer<Waiter> wake;
  private final Pace pace;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private boolean takesNewest = true;

  /**
   * Nobody waits.
   *
   * @param wake makes a store be looked at
   */
  Arrivals(Consumer<Waiter> wake, Clock clock) {
    this.wake = wake;
    pace = new Pace(clock);
  }

  /** Whether a store that came into sight begins now; one that does not is woken later. */
  synchronized boolean beginsAtOnce(TenantDatabase database) {
    boolean isNew =
        database.getMetadata().getFinalizers().isEmpty() && !database.isMarkedForDeletion();
    if (!isNew || (waiting.isEmpty() && pace.take())) {
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
    while (!waiting.isEmpty() && pace.take()) {
      due.add(takesNewest ? waiting.removeLast() : waiting.removeFirst());
      takesNewest = !takesNewest;
    }
    return due;
  }
}
