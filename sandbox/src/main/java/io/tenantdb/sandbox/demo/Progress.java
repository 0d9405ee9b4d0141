package io.tenantdb.sandbox.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells a person what is going on, with the seconds since the start. */
final class Progress {
  private final PrintWriter out;
  private final InstantSource clock;
  private final Instant start;

  Progress(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
  }

  void say(String what) {
    out.printf("%6.1f s  %s%n", seconds(), what);
    out.flush();
  }

  /** Since the demo was started. */
  double seconds() {
    return Duration.between(start, clock.instant()).toMillis() / 1000.0;
  }

  PrintWriter out() {
    return out;
  }
}
