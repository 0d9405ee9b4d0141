package io.tenantdb.connections;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many connections the process may have open at once, to all stores together. Who comes first
 * is let in first. Each store's pool opens one at a time, so a busy store can't fill the queue.
 * Thread-safe.
 */
final class Admission {
  private final int most;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Semaphore calls = new Semaphore(0);
  private final AtomicLong left = new AtomicLong();

  /** Nobody is in. */
  Admission(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /** Lets one in; false when the deadline is over before. */
  boolean enter(Deadline deadline) throws InterruptedException {
    if (free.tryAcquire(0, TimeUnit.NANOSECONDS)) {
      return true;
    }
    waiting.incrementAndGet();
    calls.release();
    try {
      return free.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }

  void leave() {
    left.incrementAndGet();
    free.release();
  }

  /** How many have left since the beginning. */
  long left() {
    return left.get();
  }

  /** How many wait to be let in. */
  int waiting() {
    return waiting.get();
  }

  /** Returns when somebody waits to be let in. */
  void awaitAnyoneWaiting() throws InterruptedException {
    while (waiting.get() == 0) {
      calls.acquire();
      calls.drainPermits();
    }
  }

  int most() {
    return most;
  }

  /** How many are in. */
  int open() {
    return most - free.availablePermits();
  }
}
