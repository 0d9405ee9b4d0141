package io.tenantdb.operator.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double up to a limit, spread so that many who wait do not come back together. */
final class Backoff {
  private final Duration first;
  private final Duration most;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration most, RandomGenerator random) {
    this.first = first;
    this.most = most;
    this.random = random;
  }

  Duration next() {
    long doubled = first.toMillis() << Math.min(failures++, 20);
    long whole = Math.min(doubled, most.toMillis());
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
