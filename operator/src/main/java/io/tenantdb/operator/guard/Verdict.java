package io.tenantdb.operator.guard;

import java.time.Duration;

/** What the guard says of a deletion. */
public sealed interface Verdict {
  /** It goes on. */
  record Go() implements Verdict {}

  /** It is too young: others that belong to the same avalanche may follow. */
  record Gathering(Duration delay) implements Verdict {}

  /**
   * It waits for a person.
   *
   * @param message says why and how to go on
   */
  record Held(String message) implements Verdict {}
}
