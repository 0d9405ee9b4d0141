package io.tenantdb.connections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While somebody waits for room, has connections closed that others don't need, or have most of.
 * Runs on a thread of its own until it is interrupted.
 */
final class Reclaimer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reclaimer.class);

  /** A connection that was told to close needs about this long; then the next is told. */
  private static final long PAUSE_MILLIS = 2;

  private final Admission admission;
  private final Pools pools;

  Reclaimer(Admission admission, Pools pools) {
    this.admission = admission;
    this.pools = pools;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        admission.awaitAnyoneWaiting();
        giveOneBack();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveOneBack() {
    try {
      pools.giveOneBack();
    } catch (RuntimeException e) {
      // Else nobody would give anything back any more.
      LOG.atError().setCause(e).log("no connection could be given back; it is tried again");
    }
  }
}
