package io.tenantdb.operator.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spreads what thousands of resources want at once: a few go at once, and the others one after
 * another. Safe for use by many threads.
 */
public final class Pace {
  private static final int AT_ONCE = 20;

  private final Duration betweenTwo;
  private final Duration ahead;
  private final Clock clock;
  private Instant next = Instant.EPOCH;

  private Pace(Duration betweenTwo, Clock clock) {
    this.betweenTwo = betweenTwo;
    ahead = betweenTwo.multipliedBy(AT_ONCE);
    this.clock = clock;
  }

  /**
   * 40 a second: ten times what Neon's limits let one account do, and a quarter of what an API
   * server on two cores can (docs/performance.md).
   */
  public static Pace quick(Clock clock) {
    return new Pace(Duration.ofMillis(25), clock);
  }

  /**
   * 10 a second: still more than Neon's limits let one account do, and little enough that somebody
   * who comes meanwhile hardly feels it (docs/performance.md).
   */
  public static Pace slow(Clock clock) {
    return new Pace(Duration.ofMillis(100), clock);
  }

  /** Whether one may go now; it has used its turn then. */
  public synchronized boolean take() {
    boolean isTime = !nextTurn().isAfter(clock.instant());
    if (isTime) {
      next = nextTurn().plus(betweenTwo);
    }
    return isTime;
  }

  /** The next turn, which is the caller's; perhaps it has come already. */
  public synchronized Instant reserve() {
    Instant turn = nextTurn();
    next = turn.plus(betweenTwo);
    return turn;
  }

  private Instant nextTurn() {
    Instant earliest = clock.instant().minus(ahead);
    return next.isBefore(earliest) ? earliest : next;
  }
}
