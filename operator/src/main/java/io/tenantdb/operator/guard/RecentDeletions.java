package io.tenantdb.operator.guard;

import io.tenantdb.api.DeletionCount;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many stores were deleted of late, counted in parts of the window, so that what a class's
 * status holds stays short. A deletion is forgotten at most one part too late, never too early.
 */
record RecentDeletions(SortedMap<Instant, Integer> parts) {
  private static final int PARTS = 12;

  static RecentDeletions none() {
    return new RecentDeletions(new TreeMap<>());
  }

  static RecentDeletions of(List<DeletionCount> counts) {
    SortedMap<Instant, Integer> parts = new TreeMap<>();
    counts.forEach(count -> parts.merge(time(count.since()), count.count(), Integer::sum));
    return new RecentDeletions(parts);
  }

  /** Those that are still in the window. */
  RecentDeletions within(Duration window, Instant now) {
    Instant horizon = now.minus(window).minus(window.dividedBy(PARTS));
    return new RecentDeletions(new TreeMap<>(parts.tailMap(horizon)));
  }

  /** One more, now. */
  RecentDeletions plusOne(Duration window, Instant now) {
    long part = window.dividedBy(PARTS).toSeconds();
    Instant since = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), part) * part);
    SortedMap<Instant, Integer> more = new TreeMap<>(parts);
    more.merge(since, 1, Integer::sum);
    return new RecentDeletions(more);
  }

  /** What either knows; both speak of the same deletions. */
  RecentDeletions or(RecentDeletions other) {
    SortedMap<Instant, Integer> all = new TreeMap<>(parts);
    other.parts.forEach((since, count) -> all.merge(since, count, Integer::max));
    return new RecentDeletions(all);
  }

  int count() {
    return parts.values().stream().mapToInt(Integer::intValue).sum();
  }

  List<DeletionCount> toStatus() {
    return parts.entrySet().stream()
        .map(part -> new DeletionCount(part.getKey().toString(), part.getValue()))
        .toList();
  }

  /** What nobody can read was not written by this operator, and counts for nothing. */
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
