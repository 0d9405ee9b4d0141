package io.tenantdb.neon;

/**
 * How urgent a call is. When the account's request budget runs short, lower priorities wait first.
 */
public enum Priority {
  /**
   * Somebody waits for a store: finishing a new one, resuming, issuing credentials. May use the
   * whole budget.
   */
  INTERACTIVE,
  /** Creating a store's branch: other calls for it follow, for which there must be room. */
  BEGINNING,
  /** Changes to a store that already works: compute settings, suspending, deleting. */
  NORMAL,
  /** Lists and checks nobody waits for. */
  BACKGROUND
}
