package io.tenantdb.neon.http;

/** A body that is not what Neon's document promises. Names the place, never the value. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message, null, false, false);
  }
}
