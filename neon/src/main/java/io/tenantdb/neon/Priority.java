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
  /**
   * Creating the branch of a store that has waited for a while, as many are made: other calls for
   * it follow, for which there must be room, and for those before whom somebody waits.
   */
  BEGINNING,
  /** Changes to a store that already works: compute settings, suspending, deleting. */
  NORMAL,
  /** Lists and checks nobody waits for. */
  BACKGROUND
}
