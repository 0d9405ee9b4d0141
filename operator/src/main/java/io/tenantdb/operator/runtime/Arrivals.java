package io.tenantdb.operator.runtime;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.Pace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets new stores begin: at once, or a few at a time when many are applied together. Each begins
 * with two writes to the API server, and is made much later, as Neon's limits allow; begun all at
 * once, thousands keep whoever comes next waiting for their writes and for the events of these. So
 * those that had to wait go on slowly while enough others wait for Neon anyway; every second of
 * them is the newest. Safe for use by many threads.
 */
final class Arrivals {
  private final Consumer<Waiter> wake;
  private final BooleanSupplier isNeonBehind;
  private final Pace quick;
  private final Pace slow;
  private final SequencedSet<Waiter> waiting = new LinkedHashSet<>();
  private boolean takesNewest = true;

  /**
   * Nobody waits.
   *
   * @param wake makes a store be looked at
   * @param isNeonBehind whether more stores than Neon can soon make have begun
   */
  Arrivals(Consumer<Waiter> wake, BooleanSupplier isNeonBehind, Clock clock) {
    this.wake = wake;
    this.isNeonBehind = isNeonBehind;
    quick = Pace.quick(clock);
    slow = Pace.slow(clock);
  }

  /** Whether a store that came into sight begins now; one that does not is woken later. */
  synchronized boolean beginsAtOnce(TenantDatabase database) {
    if (!isNew(database) || (waiting.isEmpty() ? quick : slow).take()) {
      return true;
    }
    waiting.addLast(Waiter.of(database));
    return false;
  }

  /**
   * A store changed: one that has begun waits no more. While this process stands by, the leader
   * lets stores begin, and all of them would be kept here until it leads.
   */
  synchronized void changed(TenantDatabase after) {
    if (!isNew(after)) {
      waiting.remove(Waiter.of(after));
    }
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
    Pace pace = isNeonBehind.getAsBoolean() ? slow : quick;
    List<Waiter> due = new ArrayList<>();
    while (!waiting.isEmpty() && pace.take()) {
      due.add(takesNewest ? waiting.removeLast() : waiting.removeFirst());
      takesNewest = !takesNewest;
    }
    return due;
  }

  private static boolean isNew(TenantDatabase database) {
    return database.getMetadata().getFinalizers().isEmpty() && !database.isMarkedForDeletion();
  }
}
