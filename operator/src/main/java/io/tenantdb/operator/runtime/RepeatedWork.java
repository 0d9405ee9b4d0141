package io.tenantdb.operator.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that the leader does again and again, on a thread of its own. */
final class RepeatedWork implements LeaderWork {
  private static final Logger log = LoggerFactory.getLogger(RepeatedWork.class);
  private static final long TICK_MILLIS = 50;
  private static final long LAST_STEP_SECONDS = 20;

  private final String name;
  private final Duration firstTick;
  private final Supplier<Runnable> beginning;
  private final ScheduledExecutorService timer;

  /**
   * Nothing is done yet.
   *
   * @param name of the thread
   * @param firstTick how long after this process began to lead
   * @param beginning makes what is done at each tick, when this process begins to lead
   */
  RepeatedWork(String name, Duration firstTick, Supplier<Runnable> beginning) {
    this.name = name;
    this.firstTick = firstTick;
    this.beginning = beginning;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public void onLeading() {
    Runnable step = beginning.get();
    // A tick that throws would be the last, so it does not; nothing is lost with the future.
    var _ =
        timer.scheduleWithFixedDelay(
            () -> go(step), firstTick.toMillis(), TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void go(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a step of the {} failed; it goes on with the next", name);
    }
  }

  @Override
  public void onStopLeading() {
    timer.shutdownNow();
    try {
      boolean ended = timer.awaitTermination(LAST_STEP_SECONDS, TimeUnit.SECONDS);
      log.atDebug().addKeyValue("ended", ended).log("{} stopped", name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
