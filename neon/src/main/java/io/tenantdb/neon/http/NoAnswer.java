package io.tenantdb.neon.http;

import java.io.IOException;

/** The connection failed or a deadline passed before the whole answer was there. */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean sent;
  private final String requestId;

  NoAnswer(IOException cause, boolean sent, String requestId) {
    super(cause);
    this.sent = sent;
    this.requestId = requestId;
  }

  /** True if Neon may have got the request. */
  boolean sent() {
    return sent;
  }

  String requestId() {
    return requestId;
  }
}
