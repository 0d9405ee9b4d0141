package io.tenantdb.sandbox.chaos;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Something that a campaign may do next.
 *
 * @param kind what it is counted as
 * @param weight how often it is chosen beside others
 * @param act does it and says what was done; empty when it could not be done now
 */
record Deed(String kind, int weight, Supplier<Optional<String>> act) {

  /** One of them by weight. */
  static Deed any(List<Deed> deeds, RandomGenerator random) {
    int left = random.nextInt(deeds.stream().mapToInt(Deed::weight).sum());
    for (Deed deed : deeds) {
      left -= deed.weight();
      if (left < 0) {
        return deed;
      }
    }
    throw new IllegalStateException("There is nothing to choose from.");
  }
}
