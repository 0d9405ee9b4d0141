package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation;

/**
 * Does what an operation stands for. Called again after a crash, so doing it twice must do no harm.
 */
@FunctionalInterface
interface Work {

  /** How the work ended. */
  enum Outcome {
    DONE,
    SKIPPED
  }

  Outcome perform(Operation operation) throws Exception;

  /** The operation will not be done: takes back what the API promised for it. */
  default void abandon(Operation operation) {}
}
