package io.tenantdb.neon.http;

import org.jspecify.annotations.Nullable;

/**
 * What came back for a request, whatever the status.
 *
 * @param requestId the {@code X-Request-ID} we sent, by which Neon can find the call
 * @param retryAfter the header as it came
 */
record Answer(int status, String body, String requestId, @Nullable String retryAfter) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The body may hold passwords. */
  @Override
  public String toString() {
    return "Answer[status=" + status + ", requestId=" + requestId + "]";
  }
}
