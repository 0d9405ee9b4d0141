package io.tenantdb.operator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.neon.lanes.LaneTimes;
import io.tenantdb.neon.lanes.OperationsWatch;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.metrics.LeaderGauges;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.neon.Outages;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The lanes and views of all Neon projects, and the timer that watches their operations. */
final class NeonWork implements LeaderWork {
  private static final long OUTAGES_TICK_MILLIS = 50;

  /** A project stands still from the end of a change until it is seen. */
  private static final long WATCH_TICK_MILLIS = 20;

  /** A store needs one look at least, and two other calls. */
  private static final int SHARE_FOR_LOOKS = 3;

  /** So that a project that is free again finds somebody who is ready to go. */
  private static final int WAITING_FOR_EACH_TURN = 2;

  private final ProjectLanes<Waiter> lanes;
  private final ProjectViews views;
  private final ProjectChanges changes;
  private final OperationsWatch<Waiter> watch;
  private final Outages outages;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("neon-", 1).factory());

  /**
   * Nothing is done yet.
   *
   * @param callsPerSecond what a Neon account takes at most
   */
  NeonWork(
      Clock clock,
      Consumer<Waiter> wake,
      Outages outages,
      int callsPerSecond,
      MeterRegistry metrics,
      LeaderGauges gauges) {
    this.outages = outages;
    lanes =
        new ProjectLanes<>(
            clock, LaneTimes.usual(), wake, Meters.NEON_LANE_WAIT.timer(metrics)::record);
    views = new ProjectViews(clock);
    changes = new ProjectChanges(lanes, views);
    watch =
        new OperationsWatch<>(
            lanes,
            changes::accountOf,
            views::settled,
            Math.max(1, callsPerSecond / SHARE_FOR_LOOKS),
            clock);
    gauges.add(Meters.NEON_LANE_WAITING, lanes::waiting);
    gauges.add(Meters.NEON_LANE_BUSY, () -> lanes.awaited().size());
  }

  /** Neon can be reached again. */
  void hurry() {
    watch.hurry();
  }

  /** Whether more wait than can soon have their turn. */
  boolean isBehind() {
    return lanes.waiting() > WAITING_FOR_EACH_TURN * lanes.awaited().size();
  }

  ProjectViews views() {
    return views;
  }

  ProjectChanges changes() {
    return changes;
  }

  @Override
  public void onLeading() {
    // The ticks never throw, so nothing is lost with the futures.
    var _ =
        timer.scheduleWithFixedDelay(
            outages::tick, OUTAGES_TICK_MILLIS, OUTAGES_TICK_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleWithFixedDelay(
            watch::tick, WATCH_TICK_MILLIS, WATCH_TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onStopLeading() {
    timer.shutdownNow();
  }
}
