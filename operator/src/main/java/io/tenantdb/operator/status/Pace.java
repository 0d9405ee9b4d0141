package io.tenantdb.operator.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spreads what thousands of resources want at once: a few go at once, and the others one after
 * another. Safe for use by many threads.
 */
public final class Pace {
  /**
   * 40 a second: ten times what Neon's limits let one account do, and a quarter of what an API
   * server on two cores can (docs/performance.md).
   */
  private static final Duration BETWEEN_TWO = Duration.ofMillis(25);

  private static final Duration AHEAD = BETWEEN_TWO.multipliedBy(20);

  private final Clock clock;
  private Instant next = Instant.EPOCH;

  /** A pace of which nothing is used up. */
  public Pace(Clock clock) {
    this.clock = clock;
  }

  /** Whether one may go now; it has used its turn then. */
  public synchronized boolean take() {
    boolean isTime = !nextTurn().isAfter(clock.instant());
    if (isTime) {
      next = nextTurn().plus(BETWEEN_TWO);
    }
    return isTime;
  }

  /** The next turn, which is the caller's; perhaps it has come already. */
  public synchronized Instant reserve() {
    Instant turn = nextTurn();
    next = turn.plus(BETWEEN_TWO);
    return turn;
  }

  private Instant nextTurn() {
    Instant earliest = clock.instant().minus(AHEAD);
    return next.isBefore(earliest) ? earliest : next;
  }
}
