package io.tenantdb.operator.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen when, and the clock that goes with it. */
final class Agenda extends Clock {
  private static final long START = Instant.parse("2026-11-23T09:00:00Z").toEpochMilli();
  private static final int DEEPEST = 4;

  /** How much longer than by itself a call takes when others act meanwhile. */
  private static final long LONGEST_STALL = 20_000;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Due due) -> due.at).thenComparingLong(due -> due.number));
  private long now = START;
  private Instant instant = Instant.ofEpochMilli(START);
  private long numbers;
  private int depth;

  /** Beyond this nothing more happens inside of the outermost call. */
  private long limit;

  private record Due(long at, long number, Runnable what) {}

  /** Milliseconds of the epoch. */
  long now() {
    return now;
  }

  /** Milliseconds since the history began. */
  long age() {
    return now - START;
  }

  void in(long millis, Runnable what) {
    queue.add(new Due(now + Math.max(0, millis), numbers++, what));
  }

  /** Lets time pass until {@code time}, with all that is due. */
  void runUntil(long time) {
    for (Due due = queue.peek();
        due != null && due.at <= time && !(depth > 0 && now > limit);
        due = queue.peek()) {
      queue.poll();
      moveTo(due.at);
      due.what.run();
    }
    moveTo(time);
  }

  /**
   * Time that passes inside of a call. What is due meanwhile happens then and there, other passes
   * included: that is how passes overlap on one thread.
   */
  void elapse(long millis) {
    if (millis <= 0) {
      return;
    }
    if (depth >= DEEPEST) {
      moveTo(now + millis);
      return;
    }
    if (depth == 0) {
      limit = now + millis + LONGEST_STALL;
    }
    depth++;
    try {
      runUntil(now + millis);
    } finally {
      depth--;
    }
  }

  private void moveTo(long time) {
    if (time > now) {
      now = time;
      instant = Instant.ofEpochMilli(time);
    }
  }

  @Override
  public Instant instant() {
    return instant;
  }

  @Override
  public long millis() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
