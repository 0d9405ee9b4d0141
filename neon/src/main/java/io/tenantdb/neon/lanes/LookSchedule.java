package io.tenantdb.neon.lanes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a project is looked at next, and whether that works. Says so in the log when it changes. */
final class LookSchedule {
  private static final Logger log = LoggerFactory.getLogger(OperationsWatch.class);
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration UNKNOWN = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(30);
  private static final int SHARE_OF_AGE = 5;

  private final String projectId;
  private Instant next;
  private int failuresInARow;

  LookSchedule(String projectId, Instant now) {
    this.projectId = projectId;
    this.next = now;
  }

  Instant next() {
    return next;
  }

  /**
   * Whether to look: not before the work that goes on should be done.
   *
   * @param since when the lane began to wait for what it waits for now; empty if it does not
   * @param expected when that should be done, if known
   */
  boolean isDue(Instant now, Optional<Instant> since, Optional<Instant> expected) {
    Instant sensible =
        expected.or(() -> since.map(start -> start.plus(UNKNOWN))).orElse(Instant.MIN);
    return !now.isBefore(next) && !now.isBefore(sensible);
  }

  /**
   * Most operations end within seconds; one that takes half a minute is asked every five seconds.
   *
   * @param since when the lane began to wait for what it still waits for; empty if that is done,
   *     and the next change is looked at as if it were the first
   */
  void succeeded(Instant now, Optional<Instant> since) {
    if (failuresInARow > 0) {
      log.atInfo().addKeyValue("project", projectId).log("operations can be looked at again");
    }
    failuresInARow = 0;
    next = since.map(start -> nextLook(start, now)).orElse(now);
  }

  void failed(Instant now, RuntimeException failure) {
    failuresInARow++;
    if (failuresInARow == 1) {
      log.atWarn()
          .addKeyValue("project", projectId)
          .addKeyValue("error", failure.getMessage())
          .log("operations cannot be looked at; changes in this project wait");
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(10, failuresInARow - 1));
    next = now.plus(between(SHORTEST, pause, LONGEST_AFTER_FAILURE));
  }

  /** What made the last looks fail is over. */
  void hurry(Instant now) {
    next = failuresInARow > 0 ? now : next;
  }

  void putOff(Instant now, Duration wait) {
    next = now.plus(wait);
  }

  private static Instant nextLook(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return now.plus(between(SHORTEST, age.dividedBy(SHARE_OF_AGE), LONGEST));
  }

  private static Duration between(Duration least, Duration wanted, Duration most) {
    if (wanted.compareTo(least) < 0) {
      return least;
    }
    return wanted.compareTo(most) > 0 ? most : wanted;
  }
}
