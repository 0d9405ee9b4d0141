package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;
import java.util.Map;
import java.util.Optional;

/**
 * One call.
 *
 * @param path as sent, without the base path, for example {@code /projects}
 * @param parameters what the route's placeholders stand for
 * @param query the last value of each query parameter
 * @param requestId the client's own, or one made here
 * @param notes what becomes of it
 */
public record Request(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    String requestId,
    CallNotes notes) {

  /** What a placeholder of the route stands for. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no {" + name + "}");
    }
    return value;
  }

  /** A query parameter that is there and not empty. */
  public Optional<String> queried(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** A query parameter that must be there (400). */
  public String requiredQuery(String name) {
    return queried(name)
        .orElseThrow(() -> ApiException.badRequest("query parameter " + name + " is required"));
  }

  /** A header by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Request with(Map<String, String> newParameters) {
    return new Request(method, path, newParameters, query, headers, body, requestId, notes);
  }
}
