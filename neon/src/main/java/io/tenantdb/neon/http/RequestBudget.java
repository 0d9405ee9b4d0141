package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one Neon account lets us ask: 700 requests in any 60 seconds, 40 in any second (Neon's
 * documentation). Share one among all clients of an account. Safe for use by many threads, and none
 * of them ever waits: without room the call is refused before anything is sent.
 *
 * <p>Both windows slide, so the limit holds however Neon counts. {@link Priority#NORMAL} may fill
 * 80 % of each, {@link Priority#BACKGROUND} 50 %; the rest is kept for those before whom somebody
 * waits.
 */
public final class RequestBudget {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

  private final int perMinute;
  private final int perSecond;
  private final Clock clock;
  private final Deque<Instant> sent = new ArrayDeque<>();
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
    sent.addLast(now);
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
    forgetOld(clock.instant());
    return sent.size();
  }

  /** How many requests of this priority could go out within the minute, bursts aside. */
  public synchronized int available(Priority priority) {
    Instant now = clock.instant();
    if (untilOpen(now).isPositive()) {
      return 0;
    }
    forgetOld(now);
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
    forgetOld(now);
    return longest(
        untilRoom(share(perMinute, priority), MINUTE, now),
        untilRoom(share(perSecond, priority), SECOND, now));
  }

  /** The time until fewer than {@code limit} of the requests lie within {@code window}. */
  private Duration untilRoom(int limit, Duration window, Instant now) {
    if (sent.size() < limit) {
      return Duration.ZERO;
    }
    var newestFirst = sent.descendingIterator();
    Instant decisive = now;
    for (int i = 0; i < limit; i++) {
      decisive = newestFirst.next();
    }
    Duration wait = Duration.between(now, decisive.plus(window));
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  private void forgetOld(Instant now) {
    Instant horizon = now.minus(MINUTE);
    while (!sent.isEmpty() && !sent.getFirst().isAfter(horizon)) {
      sent.removeFirst();
    }
  }

  private static int share(int limit, Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> limit;
      case NORMAL -> limit * 4 / 5;
      case BACKGROUND -> limit / 2;
    };
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
