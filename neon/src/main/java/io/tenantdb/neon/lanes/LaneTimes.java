package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Priority;
import java.time.Duration;

/**
 * How long a lane waits for what.
 *
 * @param reservation for one that was woken to come and enter; then the next is woken
 * @param report for the holder to say what became of its change; longer than a call can take
 * @param operation for Neon to end an operation; then the lane goes on without it
 * @param settle after a lost answer, before an observation counts: the request may still be on its
 *     way
 * @param lockPause after a 423 before the next try, doubled with each one in a row
 * @param longestLockPause where the doubling ends
 */
public record LaneTimes(
    Duration reservation,
    Duration report,
    Duration operation,
    Duration settle,
    Duration lockPause,
    Duration longestLockPause) {

  /** 30 s to come, 90 s to report, 10 min for operations. */
  public static LaneTimes usual() {
    return new LaneTimes(
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        Duration.ofMinutes(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(15));
  }

  /** The head start that more urgent waiters get. It ends, so that nobody waits for ever. */
  Duration handicap(Priority priority) {
    return switch (priority) {
      case INTERACTIVE, BEGINNING -> Duration.ZERO;
      case NORMAL -> Duration.ofMinutes(2);
      case BACKGROUND -> Duration.ofMinutes(10);
    };
  }

  /** How long to leave a project alone after so many 423 in a row. */
  Duration pauseAfter(int locksInARow) {
    Duration pause = lockPause.multipliedBy(1L << Math.min(20, Math.max(0, locksInARow - 1)));
    return pause.compareTo(longestLockPause) < 0 ? pause : longestLockPause;
  }
}
