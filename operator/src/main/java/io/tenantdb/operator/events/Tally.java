package io.tenantdb.operator.events;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what happens again and says when to write it: at once the first time, then at most once in
 * an interval. Remembers the latest few thousand; one that it forgot is simply written. Not
 * thread-safe.
 */
final class Tally {
  private final Duration interval;
  private final int most;
  private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

  private record Seen(Instant written, int unwritten) {}

  Tally(Duration interval, int most) {
    this.interval = interval;
    this.most = most;
  }

  /** Counts {@code event} and returns how many to write now; 0 when it was written a moment ago. */
  int count(String event, Instant now) {
    Seen before = seen.get(event);
    int unwritten = before == null ? 1 : before.unwritten() + 1;
    if (before != null && now.isBefore(before.written().plus(interval))) {
      seen.put(event, new Seen(before.written(), unwritten));
      return 0;
    }
    seen.put(event, new Seen(now, 0));
    forgetTheOldest();
    return unwritten;
  }

  private void forgetTheOldest() {
    if (seen.size() > most) {
      seen.remove(seen.keySet().iterator().next());
    }
  }
}
