package io.tenantdb.connections;

import java.time.Duration;
import java.util.UUID;

/**
 * Is told what happens, for metrics and alarms. Called on threads that others wait for: it must
 * return at once and throw nothing. Safe for use by several threads.
 */
public interface ConnectionsListener {

  /**
   * A connection was opened and proven to be the store's.
   *
   * @param took from the first attempt to log in to the end of the proof
   * @param attempts more than one when the store's server was asleep or away
   */
  default void opened(UUID organization, Duration took, int attempts) {}

  /** A connection could not be opened. */
  default void notOpened(UUID organization, StoreUnavailableException why) {}

  /**
   * A connection reached another database than the store's and was closed; nobody got it. It is
   * also told by {@link #notOpened}.
   */
  default void wrongStore(UUID organization, StoreUnavailableException.WrongStore why) {}

  /** A call of {@code getConnection} ended without one. */
  default void refused(UUID organization, StoreUnavailableException why) {}

  /** The first connection in a while was asked for, or the store's credentials are new. */
  default void poolOpened(UUID organization) {}

  /** A pool gives out no more connections. */
  default void poolRetired(UUID organization, Retirement why) {}

  /** The registry was asked. */
  default void registryAsked(Duration took, boolean hasAnswered) {}

  /** Why a pool gives out no more connections. */
  enum Retirement {
    /** There were more pools than there may be, and it was of those used least and longest ago. */
    MADE_ROOM,
    /** The store has other credentials, or another place. */
    REPLACED,
    /** The store is not in use any more, or {@link TenantConnections#forget} was called. */
    FORGOTTEN,
    /** All connections are being closed. */
    CLOSED
  }
}
