package io.tenantdb.connections;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While somebody waits for room, has connections closed that others don't need, or have most of.
 * Runs on a thread of its own until it is interrupted.
 */
final class Reclaimer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reclaimer.class);

  private static final long PAUSE_MILLIS = 2;

  /** What was told to close and did not in this time is not counted upon any more. */
  private static final long PROMISES_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Admission admission;
  private final Pools pools;

  /** How many will have left when all have that were told to. */
  private long promised;

  private long lastPromise = System.nanoTime();

  Reclaimer(Admission admission, Pools pools) {
    this.admission = admission;
    this.pools = pools;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        admission.awaitAnyoneWaiting();
        giveBack();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack() {
    try {
      long left = admission.left();
      boolean isOverdue = System.nanoTime() - lastPromise > PROMISES_HOLD_NANOS;
      promised = isOverdue ? left : Math.max(promised, left);
      // One for each who waits: a busy machine takes its time to close what was told to.
      if (promised - left < admission.waiting()) {
        promised += pools.giveBack();
        lastPromise = System.nanoTime();
      }
    } catch (RuntimeException e) {
      // Else nobody would give anything back any more.
      LOG.atError().setCause(e).log("no connection could be given back; it is tried again");
    }
  }
}
