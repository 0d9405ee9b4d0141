package io.tenantdb.sandbox.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time passes. */
final class Pauses {
  private Pauses() {}

  static void of(Duration duration) {
    try {
      TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }

  static void ofMillis(long millis) {
    of(Duration.ofMillis(millis));
  }
}
