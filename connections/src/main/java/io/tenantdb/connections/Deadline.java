package io.tenantdb.connections;

import java.time.Duration;

/** A moment after which nobody waits any more. */
final class Deadline {
  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Negative when it is over. */
  long nanosLeft() {
    return nanos - System.nanoTime();
  }

  boolean isOver() {
    return nanosLeft() <= 0;
  }
}
