package io.tenantdb.operator.registry;

import java.time.Duration;

/**
 * How the mirror spends its time.
 *
 * @param batch the most rows written in one transaction
 * @param audit how often all rows are compared with what they should be, which also tries again the
 *     rows the database refused
 * @param connect how long to try to get a connection, 250 ms at least
 * @param retryFirst the wait after the first failure to reach the database; doubles from there
 * @param retryMost the longest such wait
 */
public record RegistryPace(
    int batch, Duration audit, Duration connect, Duration retryFirst, Duration retryMost) {

  /** What suits a fleet of tens of thousands of stores. */
  public static RegistryPace auditing(Duration audit) {
    return new RegistryPace(
        200, audit, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }
}
