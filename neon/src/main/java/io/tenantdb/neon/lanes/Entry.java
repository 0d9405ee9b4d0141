package io.tenantdb.neon.lanes;

/** The answer to one that wants to change something in a project. */
public sealed interface Entry {

  /** The lane is yours: send one change and report what became of it. */
  record Granted() implements Entry {}

  /**
   * Somebody else is on, or your own last change still is. You will be woken.
   *
   * @param ahead how many go first, the one that is on included
   */
  record Queued(int ahead) implements Entry {}
}
