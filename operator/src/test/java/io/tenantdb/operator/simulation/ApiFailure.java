package io.tenantdb.operator.simulation;

/** The API server did not do what it was asked. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApiFailure(String what) {
    super(what, null, false, false);
  }
}
