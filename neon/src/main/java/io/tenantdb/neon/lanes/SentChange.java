package io.tenantdb.neon.lanes;

import static java.util.Comparator.naturalOrder;

import io.tenantdb.neon.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that Neon accepted.
 *
 * @param kind what Neon does for it
 * @param operations all of them, ended or not
 * @param begun when, by Neon's clock; null if there was nothing to do
 */
record SentChange(String kind, Set<String> operations, @Nullable Instant begun) {

  static SentChange of(List<Operation> operations) {
    return new SentChange(
        Durations.kindOf(operations),
        operations.stream().map(Operation::id).collect(Collectors.toUnmodifiableSet()),
        operations.stream().map(Operation::updatedAt).min(naturalOrder()).orElse(null));
  }

  /** How long Neon took, by the times in its list of operations. */
  Optional<Duration> took(List<Operation> seen) {
    Instant start = begun;
    return start == null
        ? Optional.empty()
        : seen.stream()
            .filter(operation -> operations.contains(operation.id()))
            .map(Operation::updatedAt)
            .max(naturalOrder())
            .map(end -> Duration.between(start, end));
  }
}
