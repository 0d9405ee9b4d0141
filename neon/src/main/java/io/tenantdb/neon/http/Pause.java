package io.tenantdb.neon.http;

import java.time.Duration;

/** How the client waits between repeats of a read; a test does not. */
@FunctionalInterface
interface Pause {
  void of(Duration duration) throws InterruptedException;
}
