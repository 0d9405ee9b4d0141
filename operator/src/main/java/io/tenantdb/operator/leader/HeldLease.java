package io.tenantdb.operator.leader;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Lease as the cluster has it.
 *
 * @param holder who leads; null when it was given back
 * @param version of the object, which a write must name to succeed; null when there is no object
 */
record HeldLease(
    @Nullable String holder,
    Duration duration,
    Instant acquired,
    Instant renewed,
    int transitions,
    @Nullable String version) {
  private static final Duration FREE = Duration.ofSeconds(1);

  /** The first Lease there ever was. */
  static HeldLease first(LeaderTerms terms, Instant now) {
    return new HeldLease(terms.identity(), terms.leaseDuration(), now, now, 0, null);
  }

  boolean isHeldBy(String identity) {
    return identity.equals(holder);
  }

  boolean isFree() {
    return holder == null || holder.isEmpty();
  }

  /** The same for another holder, or renewed by this one. */
  HeldLease takenBy(LeaderTerms terms, Instant now) {
    boolean again = isHeldBy(terms.identity());
    return new HeldLease(
        terms.identity(),
        terms.leaseDuration(),
        again ? acquired : now,
        now,
        again ? transitions : transitions + 1,
        version);
  }

  /** Given back: whoever looks next may have it. */
  HeldLease released(Instant now) {
    return new HeldLease(null, FREE, now, now, transitions, version);
  }
}
