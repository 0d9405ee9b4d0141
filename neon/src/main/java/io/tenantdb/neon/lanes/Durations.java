package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long Neon took for changes of a kind, so that it is asked about the next one when that should
 * be done. Measured between Neon's own times, whatever our clock says. Guarded by {@link
 * ProjectLanes}.
 */
final class Durations {
  private static final int REMEMBERED = 5;

  /** One slow change must not make us come late for the next. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Map<String, Deque<Duration>> last = new HashMap<>();

  /** The kind of a change: what Neon does for it. */
  static String kindOf(List<Operation> operations) {
    return operations.stream().map(Operation::action).sorted().collect(Collectors.joining("+"));
  }

  /** The shortest of the last few, 2 seconds at most; empty if there was none of the kind yet. */
  Optional<Duration> expected(String kind) {
    return Optional.ofNullable(last.get(kind)).stream()
        .flatMap(Deque::stream)
        .min(Comparator.naturalOrder())
        .map(shortest -> shortest.compareTo(LONGEST) < 0 ? shortest : LONGEST);
  }

  /** A change of the kind took so long. */
  void took(String kind, Duration duration) {
    if (duration.isNegative()) {
      return;
    }
    Deque<Duration> durations = last.computeIfAbsent(kind, k -> new ArrayDeque<>());
    durations.addLast(duration);
    if (durations.size() > REMEMBERED) {
      durations.removeFirst();
    }
  }
}
