package io.tenantdb.operator.runtime;

import io.tenantdb.operator.tenant.Patrol;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that the patrol goes on. */
final class PatrolWork implements LeaderWork {
  private static final Logger log = LoggerFactory.getLogger(PatrolWork.class);
  private static final long TICK_MILLIS = 50;

  /** Who begins to lead has stores to make first, in a JVM that is still slow. */
  private static final long FIRST_TICK_MILLIS = 10_000;

  private static final long LAST_STEP_SECONDS = 20;

  private final Supplier<Patrol> patrol;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patrol").factory());

  PatrolWork(Supplier<Patrol> patrol) {
    this.patrol = patrol;
  }

  @Override
  public void onLeading() {
    Patrol beginning = patrol.get();
    // A tick that throws would be the last, so it does not; nothing is lost with the future.
    var _ =
        timer.scheduleWithFixedDelay(
            () -> go(beginning), FIRST_TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void go(Patrol patrol) {
    try {
      patrol.tick();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a step of the patrol failed; it goes on with the next");
    }
  }

  @Override
  public void onStopLeading() {
    timer.shutdownNow();
    try {
      boolean ended = timer.awaitTermination(LAST_STEP_SECONDS, TimeUnit.SECONDS);
      log.atDebug().addKeyValue("ended", ended).log("patrol stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
