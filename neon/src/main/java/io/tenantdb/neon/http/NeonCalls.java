package io.tenantdb.neon.http;

import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import java.time.Duration;

/** Hears of every request, for metrics. Called on the thread of the call; must be quick. */
@FunctionalInterface
public interface NeonCalls {

  /**
   * A request is about to go out.
   *
   * @throws NeonException to keep it back; nothing is sent then
   */
  default void begins() {}

  /** A request ended. Must not throw. */
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
