package io.tenantdb.operator.simulation;

/** Somebody else wrote first. */
final class ApiConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApiConflict(String what) {
    super("409: " + what, null, false, false);
  }
}
