package io.tenantdb.neon.lanes;

import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why changes that Neon had accepted did not come to a good end, until their makers ask. */
final class Failures<W> {
  private final Map<W, String> reasons = new HashMap<>();

  /** Notes an operation that failed; nothing if it did not, or if nobody is left to ask. */
  void note(@Nullable W who, Operation operation) {
    if (operation.status() == Status.FAILED) {
      String reason = operation.error() == null ? "no reason given" : operation.error();
      note(
          who,
          "Neon could not do %s (operation %s): %s."
              .formatted(operation.action(), operation.id(), reason));
    }
  }

  void note(@Nullable W who, String why) {
    if (who != null) {
      reasons.merge(who, why, (one, other) -> one + " " + other);
    }
  }

  Optional<String> take(W who) {
    return Optional.ofNullable(reasons.remove(who));
  }

  void forget(W who) {
    reasons.remove(who);
  }

  boolean isEmpty() {
    return reasons.isEmpty();
  }
}
