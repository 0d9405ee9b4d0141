package io.tenantdb.operator.runtime;

/** Work that only the process that leads may do. Each method is called at most once. */
interface LeaderWork {

  /** This process leads: begin. Must return soon. */
  void onLeading();

  /**
   * The process stops while it still leads: begin nothing more, and return when nothing is under
   * way any more. Called also when it never led.
   */
  void onStopLeading();
}
