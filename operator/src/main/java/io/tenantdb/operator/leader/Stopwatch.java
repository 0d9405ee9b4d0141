package io.tenantdb.operator.leader;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How much time passed. Two clocks are asked and the one that shows more is believed: the steady
 * one stands still while a machine sleeps, the other may be set. Who leads must rather give up too
 * early.
 */
record Stopwatch(LongSupplier steadyNanos, Clock clock) {

  /** A moment, of use only to the watch that made it. */
  record Moment(long nanos, Instant instant) {}

  Moment now() {
    return new Moment(steadyNanos.getAsLong(), clock.instant());
  }

  /** The time since; the longer of the two. */
  Duration most(Moment since) {
    return longer(steady(since), Duration.between(since.instant(), clock.instant()));
  }

  /** The time since, as little as it can have been. */
  Duration steady(Moment since) {
    return Duration.ofNanos(steadyNanos.getAsLong() - since.nanos());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
