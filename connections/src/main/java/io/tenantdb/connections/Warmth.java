package io.tenantdb.connections;

import java.util.concurrent.TimeUnit;

/**
 * How often and how lately something was used, in one number: each use counts one, and is worth
 * half after ten seconds. Who was used once and just now is warmer than who was used once before,
 * and who is used all the time is warmer than both; so what many come back to outlasts those who
 * come once. Thread-safe; of uses at the same moment some may count as one.
 */
final class Warmth {
  /** Short beside the time after which idle connections are closed: who was popular cools down. */
  private static final double HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long ORIGIN = System.nanoTime();
  private static final double LN_2 = Math.log(2);

  /**
   * The binary logarithm of the sum of two to the power of each use's time in half-lives. Time
   * passing divides all sums alike, so they can be compared without looking at the clock.
   */
  private volatile double log;

  /** Used once, now. */
  Warmth(long nanoTime) {
    log = halfLives(nanoTime);
  }

  /** Used, by {@link System#nanoTime}. */
  void use(long nanoTime) {
    double now = halfLives(nanoTime);
    double before = log;
    log = Math.max(now, before) + Math.log1p(Math.pow(2, -Math.abs(now - before))) / LN_2;
  }

  private static double halfLives(long nanoTime) {
    return (nanoTime - ORIGIN) / HALF_LIFE_NANOS;
  }

  /** To be compared with those of others; it says nothing by itself. */
  double degree() {
    return log;
  }
}
