package io.tenantdb.neon.http;

import io.tenantdb.neon.Priority;
import java.time.Duration;

/**
 * Hears of every request that went out, for metrics. Called on the thread of the call; must be
 * quick and must not throw.
 */
@FunctionalInterface
public interface NeonCalls {

  /** A request ended. */
  void ended(Call call);

  /**
   * One request.
   *
   * @param template the path with placeholders, so that the set of values is small
   * @param status 0 when no answer came
   */
  record Call(String method, String template, Priority priority, int status, Duration took) {}

  /** A listener that does nothing. */
  static NeonCalls ignored() {
    return call -> {};
  }
}
