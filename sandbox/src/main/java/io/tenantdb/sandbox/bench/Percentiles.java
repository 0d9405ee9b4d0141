package io.tenantdb.sandbox.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Durations by rank: the smallest that so many percent of all do not exceed. */
record Percentiles(List<Duration> sorted) {
  private static final double WHOLE = 100;

  static Percentiles of(Collection<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Percentiles(durations.stream().sorted().toList());
  }

  Duration at(double percent) {
    int rank = (int) Math.ceil(percent / WHOLE * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }

  /** Median, 99th percentile and worst, in seconds or milliseconds as fits. */
  String summary() {
    return "P50 %s, P99 %s, max %s".formatted(text(at(50)), text(at(99)), text(at(WHOLE)));
  }

  static String text(Duration duration) {
    return duration.toMillis() < 10_000
        ? duration.toMillis() + " ms"
        : "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
