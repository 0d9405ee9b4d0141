package io.tenantdb.operator.simulation;

/** A promise that the operator broke. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }
}
