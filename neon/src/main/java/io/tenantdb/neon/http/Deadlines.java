package io.tenantdb.neon.http;

import java.time.Duration;

/**
 * How long the client waits.
 *
 * @param connect for a connection, TLS included
 * @param call for a whole call, repeats of a read included
 */
public record Deadlines(Duration connect, Duration call) {

  /** Refuses what would mean "for ever" to the HTTP library. */
  public Deadlines {
    requirePositive("connect", connect);
    requirePositive("call", call);
  }

  /** 5 seconds to connect, 30 for a call. */
  public static Deadlines usual() {
    return new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Deadline '" + name + "' is " + value + "; it must be at least a millisecond.");
    }
  }
}
