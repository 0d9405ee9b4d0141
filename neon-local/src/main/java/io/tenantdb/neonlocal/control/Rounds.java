package io.tenantdb.neonlocal.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of everything that is done again and again. */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Future<?>> repeated = new ArrayList<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /** A round that fails is told of and does not keep the next from coming. */
  void repeat(Duration pause, Runnable task) {
    long nanos = pause.toNanos();
    repeated.add(
        scheduler.scheduleWithFixedDelay(() -> attempt(task), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("a round failed, will try again");
    }
  }

  /** Ends the rounds and waits, not for long, for the one that is under way. */
  void close() {
    repeated.forEach(task -> task.cancel(true));
    scheduler.shutdownNow();
    try {
      if (!scheduler.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a round does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
