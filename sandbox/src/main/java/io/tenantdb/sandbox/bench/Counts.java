package io.tenantdb.sandbox.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How often each kind of thing happened. */
record Counts(Map<String, Long> byKind) {

  /** Sums up samples of a metric by a kind that is made of their labels. */
  static Counts of(
      Iterable<Samples.Sample> samples,
      Predicate<Samples.Sample> wanted,
      Function<Samples.Sample, String> kind) {
    Map<String, Long> counts = new TreeMap<>();
    for (Samples.Sample sample : samples) {
      if (wanted.test(sample)) {
        counts.merge(kind.apply(sample), (long) sample.value(), Long::sum);
      }
    }
    return new Counts(counts);
  }

  /** What was added since {@code before}; kinds with nothing new are left out. */
  Counts since(Counts before) {
    Map<String, Long> added = new TreeMap<>();
    byKind.forEach((kind, count) -> added.put(kind, count - before.byKind.getOrDefault(kind, 0L)));
    added.values().removeIf(count -> count == 0);
    return new Counts(added);
  }

  /** The kinds that the predicate accepts. */
  Counts only(Predicate<String> kinds) {
    return new Counts(
        byKind.entrySet().stream()
            .filter(entry -> kinds.test(entry.getKey()))
            .collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)));
  }

  long total() {
    return byKind.values().stream().mapToLong(Long::longValue).sum();
  }
}
