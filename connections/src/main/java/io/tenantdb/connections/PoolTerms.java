package io.tenantdb.connections;

import java.time.Duration;

/**
 * How many connections there may be, and how long anybody waits.
 *
 * @param maxConnections of this process to all stores together; they are shared out first come
 *     first served
 * @param maxConnectionsPerStore of this process to one store
 * @param maxPools how many stores may have a pool at once; over that those used least and longest
 *     ago are closed, those in use when their connections come back
 * @param connectionTimeout how long {@code getConnection} takes at most; at least 250 ms
 * @param wakeUpTimeout how long one attempt to reach a store's server goes on, over all callers
 * @param idleTimeout how long a connection that nobody uses stays open; at least 10 s. A store
 *     whose connections were all closed lets its compute go to sleep.
 * @param maxLifetime after which a connection is replaced when it comes back; at least 30 s
 */
public record PoolTerms(
    int maxConnections,
    int maxConnectionsPerStore,
    int maxPools,
    Duration connectionTimeout,
    Duration wakeUpTimeout,
    Duration idleTimeout,
    Duration maxLifetime) {

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(10);
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

  /** Refuses what can't be. */
  public PoolTerms {
    requireAtLeast(1, maxConnections, "maxConnections");
    requireAtLeast(1, maxConnectionsPerStore, "maxConnectionsPerStore");
    requireAtLeast(1, maxPools, "maxPools");
    requireAtLeast(SHORTEST_WAIT, connectionTimeout, "connectionTimeout");
    requireAtLeast(SHORTEST_WAIT, wakeUpTimeout, "wakeUpTimeout");
    requireAtLeast(SHORTEST_IDLE, idleTimeout, "idleTimeout");
    requireAtLeast(SHORTEST_LIFE, maxLifetime, "maxLifetime");
  }

  private static <T extends Comparable<T>> void requireAtLeast(T least, T value, String name) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s is %s; it must be at least %s".formatted(name, value, least));
    }
  }

  /**
   * 200 connections, 10 to a store, 500 pools; 10 s for a connection, 20 s to wake a store; idle
   * ones are closed after a minute, all after half an hour.
   */
  public static PoolTerms standard() {
    return new PoolTerms(
        200,
        10,
        500,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofMinutes(1),
        Duration.ofMinutes(30));
  }

  /** These with other numbers of connections and pools. */
  public PoolTerms sized(int connections, int connectionsPerStore, int pools) {
    return new PoolTerms(
        connections,
        connectionsPerStore,
        pools,
        connectionTimeout,
        wakeUpTimeout,
        idleTimeout,
        maxLifetime);
  }

  /** These with other times to wait for a connection and for a store to wake. */
  public PoolTerms waiting(Duration forConnection, Duration forWakeUp) {
    return new PoolTerms(
        maxConnections,
        maxConnectionsPerStore,
        maxPools,
        forConnection,
        forWakeUp,
        idleTimeout,
        maxLifetime);
  }

  /** These with other times that a connection stays open, unused and at all. */
  public PoolTerms keeping(Duration idle, Duration life) {
    return new PoolTerms(
        maxConnections,
        maxConnectionsPerStore,
        maxPools,
        connectionTimeout,
        wakeUpTimeout,
        idle,
        life);
  }
}
