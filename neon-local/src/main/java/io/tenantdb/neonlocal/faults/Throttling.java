package io.tenantdb.neonlocal.faults;

import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import org.jspecify.annotations.Nullable;

/** How Neon says that there were too many calls. */
final class Throttling {

  private static final int TOO_MANY_REQUESTS = 429;

  private Throttling() {}

  static Response refusal(Request request, @Nullable Integer retryAfterSeconds) {
    Response plain = Response.error(request, TOO_MANY_REQUESTS, "", "rate limit exceeded");
    return retryAfterSeconds == null
        ? plain
        : plain.withHeader("Retry-After", String.valueOf(retryAfterSeconds));
  }
}
