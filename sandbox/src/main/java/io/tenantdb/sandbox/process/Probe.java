package io.tenantdb.sandbox.process;

/** Asks whether something is up. */
@FunctionalInterface
public interface Probe {

  /**
   * Asks once, briefly.
   *
   * @return whether it is up
   * @throws Exception when asking failed, which means the same as no: not yet
   */
  boolean holds() throws Exception;
}
