package io.tenantdb.operator.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the framework's passes. Three of four passes that are begun are the one asked for
 * last, so that one new store does not wait behind thousands that all changed at once, nor behind
 * what these ask for while it waits; every fourth is the one that waits longest, so that none waits
 * for ever.
 */
final class ReconcileThreads {
  private ReconcileThreads() {}

  static ExecutorService of(int count) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new WaitingPasses(),
        Thread.ofPlatform().name("reconcile-", 1).factory());
  }

  /** As the threads of a pool that keeps them all take from it. */
  static final class WaitingPasses extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1;

    private static final int OLDEST_ONE_IN = 4;

    private final AtomicInteger taken = new AtomicInteger();

    @Override
    public Runnable take() throws InterruptedException {
      return takesNewest() ? takeLast() : takeFirst();
    }

    private boolean takesNewest() {
      return taken.incrementAndGet() % OLDEST_ONE_IN != 0;
    }
  }
}
