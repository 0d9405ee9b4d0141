package io.tenantdb.operator.status;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling from a second to five minutes, with jitter, for
 * each resource apart.
 */
public final class BackoffTimes {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final ConcurrentMap<String, Integer> failures = new ConcurrentHashMap<>();
  private final RandomGenerator random;

  /** Backoff with jitter from {@code random}. */
  public BackoffTimes(RandomGenerator random) {
    this.random = random;
  }

  /** Counts a failure of {@code key} and says how long to wait. */
  public Duration next(String key) {
    int count = failures.merge(key, 1, Integer::sum);
    Duration full = FIRST.multipliedBy(1L << Math.min(count - 1, 20));
    long millis = Math.min(full.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }

  /** Forgets the failures of {@code key}. */
  public void clear(String key) {
    failures.remove(key);
  }
}
