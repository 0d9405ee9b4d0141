package io.tenantdb.neonlocal.faults;

/** Refusals of rules that make no sense. */
final class Wrong {

  private Wrong() {}

  static void unless(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  static void unlessServerError(int status) {
    unless(status >= 500 && status <= 599, "status must be from 500 to 599");
  }

  static void unlessShare(String member, double value) {
    unless(value >= 0 && value <= 1, member + " must be from 0 to 1");
  }
}
