package io.tenantdb.operator.leader;

import io.tenantdb.operator.leader.Stopwatch.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one process does about the Lease, a step at a time. Nobody's clock is compared with anybody
 * else's: a leader counts from before it sent its last renewal, the others from after they first
 * saw it, so that its time is over before theirs begins.
 *
 * <p>{@link #attempt} and {@link #release} are for one thread; the questions for any.
 */
final class Candidate {
  private final LeaseDoor door;
  private final LeaderTerms terms;
  private final Stopwatch watch;
  private @Nullable HeldLease seen;
  private Moment seenAt;

  /** When the last renewal that succeeded was sent; null when this process does not lead. */
  private volatile @Nullable Moment renewedAt;

  /** It led once and does no more; it does not lead again. */
  private volatile boolean lost;

  private volatile @Nullable String holder;

  Candidate(LeaseDoor door, LeaderTerms terms, Stopwatch watch) {
    this.door = door;
    this.terms = terms;
    this.watch = watch;
    this.seenAt = watch.now();
  }

  /** How a step went. */
  enum Result {
    /** Somebody else leads. */
    WAITING,
    /** This process leads, or still does. */
    LEADING,
    /** It led, and does no more. */
    LOST
  }

  /** Renews the Lease, or takes it if it is free. */
  Result attempt() {
    if (renewedAt == null) {
      return seek();
    }
    lost = lost || hasLapsed() || !renew();
    return lost ? Result.LOST : Result.LEADING;
  }

  /** How long to wait for the next step. */
  Duration pause() {
    HeldLease other = seen;
    if (renewedAt != null || other == null) {
      return terms.retryPeriod();
    }
    Duration left = other.duration().minus(watch.steady(seenAt));
    return left.isPositive() && left.compareTo(terms.retryPeriod()) < 0
        ? left
        : terms.retryPeriod();
  }

  /** Whether this process may act now. */
  boolean isLeading() {
    return renewedAt != null && !lost && !hasLapsed();
  }

  /** Whether it led and could not say so in time. */
  boolean hasLapsed() {
    Moment last = renewedAt;
    return last != null && watch.most(last).compareTo(terms.renewDeadline()) >= 0;
  }

  /** Who leads as far as is known. */
  Optional<String> holder() {
    return Optional.ofNullable(holder).filter(name -> !name.isEmpty());
  }

  /** Gives the Lease back, if it is still held. */
  void release() {
    HeldLease mine = seen;
    if (isLeading() && mine != null && mine.isHeldBy(terms.identity())) {
      lost = true;
      // Without an answer, or when somebody was faster, there is nothing left to do.
      var _ = door.write(mine.released(watch.clock().instant()));
    }
  }

  private Result seek() {
    HeldLease found = look();
    if (found != null && !isTakeable(found)) {
      return Result.WAITING;
    }
    return take(found) ? Result.LEADING : Result.WAITING;
  }

  private boolean renew() {
    HeldLease mine = seen;
    if (take(mine)) {
      return true;
    }
    // Somebody wrote. If they only put a label on it, it is still ours.
    HeldLease found = look();
    return found != null && found.isHeldBy(terms.identity()) && take(found);
  }

  private @Nullable HeldLease look() {
    HeldLease found = door.read().orElse(null);
    HeldLease before = seen;
    if (found == null || before == null || !found.equals(before)) {
      // Counted from now, after the answer: the renewal is older than that.
      seenAt = watch.now();
      seen = found;
      holder = found == null ? null : found.holder();
    }
    return found;
  }

  private boolean isTakeable(HeldLease lease) {
    return lease.isFree()
        || lease.isHeldBy(terms.identity())
        || watch.steady(seenAt).compareTo(lease.duration()) >= 0;
  }

  private boolean take(@Nullable HeldLease from) {
    Moment sent = watch.now();
    HeldLease next =
        from == null ? HeldLease.first(terms, sent.instant()) : from.takenBy(terms, sent.instant());
    Optional<HeldLease> written = door.write(next);
    written.ifPresent(
        lease -> {
          seen = lease;
          holder = lease.holder();
          renewedAt = sent;
        });
    return written.isPresent();
  }
}
