package io.tenantdb.operator.simulation;

/** The process is gone in the middle of a pass; no {@code catch} of the operator may stop it. */
final class OperatorDied extends Error {
  private static final long serialVersionUID = 1L;

  OperatorDied() {
    super("the operator died", null, false, false);
  }
}
