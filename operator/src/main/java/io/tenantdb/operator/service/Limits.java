package io.tenantdb.operator.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;

/** How often one may ask. */
final class Limits {
  private static final Bandwidth OF_CALLER =
      Bandwidth.builder().capacity(100).refillGreedy(50, Duration.ofSeconds(1)).build();

  /** Of tokens that nobody vouched for yet: each is a question to the cluster. */
  private static final Bandwidth OF_STRANGERS =
      Bandwidth.builder().capacity(20).refillGreedy(5, Duration.ofSeconds(1)).build();

  private static final int MOST = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private final TimeMeter time;
  private final Cache<String, Bucket> callers = buckets();
  private final Cache<InetAddress, Bucket> strangers = buckets();

  Limits(TimeMeter time) {
    this.time = time;
  }

  private static <K> Cache<K, Bucket> buckets() {
    return Caffeine.newBuilder()
        .expireAfterAccess(FORGOTTEN)
        .maximumSize(MOST)
        .executor(Runnable::run)
        .build();
  }

  /**
   * Counts a request of a known caller.
   *
   * @throws Problem if it is one too many
   */
  void count(String caller) {
    take(callers.get(caller, key -> bucket(OF_CALLER)));
  }

  /**
   * Counts a request with a token that is not known yet.
   *
   * @throws Problem if it is one too many
   */
  void countStranger(InetAddress from) {
    take(strangers.get(from, key -> bucket(OF_STRANGERS)));
  }

  private Bucket bucket(Bandwidth bandwidth) {
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build();
  }

  private static void take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw Problem.tooMany(
          Math.ceilDiv(probe.getNanosToWaitForRefill(), Duration.ofSeconds(1).toNanos()));
    }
  }
}
