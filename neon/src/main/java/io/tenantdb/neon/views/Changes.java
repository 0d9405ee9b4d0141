package io.tenantdb.neon.views;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What we changed ourselves since a list was asked, by branch id: few, so a copy for each change is
 * cheap. Never changed after it is made.
 */
record Changes<T>(Map<String, Change<T>> byBranch) {

  /**
   * One change.
   *
   * @param number counts the changes of a project
   * @param value empty for a thing that is gone
   */
  record Change<T>(long number, Instant at, Optional<T> value) {}

  static <T> Changes<T> none() {
    return new Changes<>(Map.of());
  }

  Changes<T> with(String branchId, Change<T> change) {
    Map<String, Change<T>> more = new HashMap<>(byBranch);
    more.put(branchId, change);
    return new Changes<>(more);
  }

  /** The thing as it is after the changes, where {@code listed} is what the list said of it. */
  Optional<T> apply(String branchId, Optional<T> listed) {
    Change<T> change = byBranch.get(branchId);
    return change == null ? listed : change.value();
  }

  /**
   * What a newer list does not settle: changes made after it was asked, and those made shortly
   * before that it does not show yet, for Neon's lists can lag a moment behind its answers.
   */
  Changes<T> notSettledBy(Function<String, Optional<T>> listed, long upTo, Instant lagHorizon) {
    Map<String, Change<T>> left = new HashMap<>();
    byBranch.forEach(
        (branchId, change) -> {
          boolean contradicted = listed.apply(branchId).isPresent() != change.value().isPresent();
          boolean young = change.at().isAfter(lagHorizon);
          if (change.number() > upTo || (contradicted && young)) {
            left.put(branchId, change);
          }
        });
    return new Changes<>(left);
  }
}
