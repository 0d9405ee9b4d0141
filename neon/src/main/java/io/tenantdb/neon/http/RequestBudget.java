package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What one Neon account lets us ask: 700 requests in any 60 seconds, 40 in any second (Neon's
 * documentation). Share one among all clients of an account. Safe for use by many threads, and none
 * of them ever waits: without room the call is refused before anything is sent.
 *
 * <p>Both windows slide, so the limit holds however Neon counts. {@link Priority#NORMAL} may fill
 * 80 % of each, {@link Priority#BACKGROUND} 50 %; the rest is kept for those before whom somebody
 * waits. {@link Priority#BEGINNING} may fill 95 %, and be a third of it itself, evenly spread: two
 * calls follow each of these, what was begun shall not wait for what begins, and whoever comes
 * meanwhile shall not find the minute used up.
 */
public final class RequestBudget {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int CALLS_OF_A_STORE = 3;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

  private final int perMinute;
  private final int perSecond;
  private final Clock clock;
  private final SentCalls sent = new SentCalls();
  private final SentCalls beginnings = new SentCalls();
  private final Duration betweenBeginnings;
  private Instant nextBeginning = Instant.EPOCH;
  private Instant closedUntil = Instant.MIN;
  private long refused;

  /** A budget of {@code perMinute} requests a minute, at most {@code perSecond} in a second. */
  public RequestBudget(int perMinute, int perSecond, Clock clock) {
    if (perMinute < 2 || perSecond < 2) {
      throw new IllegalArgumentException(
          "A budget of %d a minute and %d a second leaves no room for background work; at least 2 each."
              .formatted(perMinute, perSecond));
    }
    this.perMinute = perMinute;
    this.perSecond = perSecond;
    this.clock = clock;
    betweenBeginnings = MINUTE.dividedBy(beginnings(perMinute));
  }

  /** The limits Neon documents. */
  public static RequestBudget ofNeonAccount(Clock clock) {
    return new RequestBudget(700, 40, clock);
  }

  /**
   * Takes room for one request.
   *
   * @throws NeonException.Throttled when there is none, with the time until there may be
   */
  public synchronized void take(Priority priority) {
    Instant now = clock.instant();
    Duration wait = longest(untilOpen(now), untilRoom(priority, now));
    if (wait.isPositive()) {
      refused++;
      throw new NeonException.Throttled(
          "Nothing was sent: the request budget of this Neon account has no room for %s calls in the next %d ms (%d of %d used in the last minute)."
              .formatted(priority, wait.toMillis(), sent.size(), perMinute),
          longest(wait, SHORTEST_WAIT));
    }
    sent.add(now);
    if (priority == Priority.BEGINNING) {
      beginnings.add(now);
      nextBeginning = latest(nextBeginning, now).plus(betweenBeginnings);
    }
  }

  /** Neon answered 429: nothing more goes out until {@code wait} has passed. */
  public synchronized void closeFor(Duration wait) {
    Instant until = clock.instant().plus(wait);
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
    }
  }

  /** How many requests went out in the last minute. */
  public synchronized int used() {
    sent.forgetUntil(clock.instant().minus(MINUTE));
    return sent.size();
  }

  /** How many requests of this priority could go out within the minute, bursts aside. */
  public synchronized int available(Priority priority) {
    Instant now = clock.instant();
    if (untilOpen(now).isPositive()) {
      return 0;
    }
    sent.forgetUntil(now.minus(MINUTE));
    return Math.max(0, share(perMinute, priority) - sent.size());
  }

  /** How many requests were refused since the start. */
  public synchronized long refused() {
    return refused;
  }

  private Duration untilOpen(Instant now) {
    return now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO;
  }

  private Duration untilRoom(Priority priority, Instant now) {
    sent.forgetUntil(now.minus(MINUTE));
    beginnings.forgetUntil(now.minus(MINUTE));
    Duration room =
        longest(
            sent.untilFewerThan(share(perMinute, priority), MINUTE, now),
            sent.untilFewerThan(share(perSecond, priority), SECOND, now));
    return priority == Priority.BEGINNING ? longest(room, untilRoomToBegin(now)) : room;
  }

  private Duration untilRoomToBegin(Instant now) {
    Instant spread = nextBeginning.minus(betweenBeginnings.multipliedBy(beginnings(perSecond) - 1));
    return longest(
        beginnings.untilFewerThan(beginnings(perMinute), MINUTE, now),
        Duration.between(now, latest(spread, now)));
  }

  private static int beginnings(int limit) {
    return Math.max(1, limit / CALLS_OF_A_STORE);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static int share(int limit, Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> limit;
      case BEGINNING -> Math.max(1, limit * 19 / 20);
      case NORMAL -> limit * 4 / 5;
      case BACKGROUND -> limit / 2;
    };
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
