package io.tenantdb.schema;

import java.time.Duration;

/**
 * How long a session may take. The server enforces {@code statement} and {@code lock}.
 *
 * @param connect until a connection is usable, the waking of a sleeping compute included
 * @param statement for one statement
 * @param lock to wait for a lock; short, since those who come after wait behind the one who waits
 */
public record SessionLimits(Duration connect, Duration statement, Duration lock) {

  /** 20 seconds to connect, 5 minutes for a statement, 10 seconds for a lock. */
  public static SessionLimits defaults() {
    return new SessionLimits(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofSeconds(10));
  }
}
