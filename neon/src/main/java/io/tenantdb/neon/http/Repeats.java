package io.tenantdb.neon.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a request may be sent again: reads only, twice at most, soon, and within their deadline. */
final class Repeats {
  private static final int MOST = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int SHORTEST_JITTER_MILLIS = 100;
  private static final int LONGEST_JITTER_MILLIS = 500;

  private final RandomGenerator random;
  private final Clock clock;

  Repeats(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** How long to wait before sending again; empty if it must not be sent again. */
  Optional<Duration> waitAfter(NeonRequest request, Attempt attempt, int repeats, Instant end) {
    if (!request.isRead() || repeats >= MOST || !attempt.isWorthRepeating()) {
      return Optional.empty();
    }
    return Optional.of(wait(attempt))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
        .filter(wait -> clock.instant().plus(wait).isBefore(end));
  }

  private Duration wait(Attempt attempt) {
    Duration jitter =
        Duration.ofMillis(random.nextLong(SHORTEST_JITTER_MILLIS, LONGEST_JITTER_MILLIS));
    return RetryAfter.parse(attempt.retryAfter().orElse(null), clock)
        .map(asked -> asked.compareTo(jitter) > 0 ? asked : jitter)
        .orElse(jitter);
  }
}
