package io.tenantdb.neon;

/**
 * How urgent a call is. When the account's request budget runs short, lower priorities wait first.
 */
public enum Priority {
  /**
   * Somebody waits for a store: creating, resuming, issuing credentials. May use the whole budget.
   */
  INTERACTIVE,
  /** Changes to a store that already works: compute settings, suspending, deleting. */
  NORMAL,
  /** Lists and checks nobody waits for. */
  BACKGROUND
}
