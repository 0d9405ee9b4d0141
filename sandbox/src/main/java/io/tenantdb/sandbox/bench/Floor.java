package io.tenantdb.sandbox.bench;

import java.util.Locale;

/**
 * How fast stores can become Ready at best when Neon limits them, whoever makes them.
 *
 * @param callsAStore calls to Neon that a store cannot do without
 * @param laneSecondsAStore how long a store's operations lock its project, one after another
 * @param projects how many projects the stores are spread over
 */
record Floor(double callsAStore, double laneSecondsAStore, int projects) {
  private static final double SECONDS_A_MINUTE = 60;

  /** Stores a second that the account's requests a minute are enough for. */
  double byCalls() {
    return NeonTerms.REQUESTS_A_MINUTE / SECONDS_A_MINUTE / callsAStore;
  }

  /** Stores a second that the projects can take, each one change at a time. */
  double byLanes() {
    return projects / laneSecondsAStore;
  }

  double storesPerSecond() {
    return Math.min(byCalls(), byLanes());
  }

  /** The share of the floor's rate that was reached, in percent. */
  double percentReached(double storesPerSecond) {
    return storesPerSecond / storesPerSecond() * 100;
  }

  /** The formula with its numbers. */
  String formula() {
    return String.format(
        Locale.ROOT,
        "min(%d calls a minute / 60 / %.2f calls a store = %.2f, %d projects / %.2f s of operations a"
            + " store = %.2f) = %.2f stores a second",
        NeonTerms.REQUESTS_A_MINUTE,
        callsAStore,
        byCalls(),
        projects,
        laneSecondsAStore,
        byLanes(),
        storesPerSecond());
  }
}
