package io.tenantdb.operator.service;

import java.util.Map;

/**
 * Why a request is not answered as it was asked for; what the caller gets to see of it. It is an
 * outcome, not a failure: it has no stack trace.
 */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String SECONDS_UNTIL_AGAIN = "5";

  private final int status;
  private final String title;
  private final String detail;
  private final transient Map<String, String> headers;

  private Problem(int status, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.headers = Map.copyOf(headers);
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail, Map.of());
  }

  static Problem unauthorized() {
    return new Problem(
        401,
        "Unauthorized",
        "Show a ServiceAccount's token for the audience of this service, as Authorization: Bearer.",
        Map.of("WWW-Authenticate", "Bearer"));
  }

  /** Says the same whether there is such a store or not. */
  static Problem forbidden() {
    return new Problem(
        403,
        "Forbidden",
        "There is no such store, or this account may not have it: it needs the verb get on tenantdatabases/connection in the store's namespace.",
        Map.of());
  }

  static Problem mayNotCreate() {
    return new Problem(
        403,
        "Forbidden",
        "This account may not ask for stores: it needs the verb create on tenantdatabases in the namespace of the class's intake.",
        Map.of());
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail, Map.of());
  }

  static Problem methodNotAllowed(String allowed) {
    return new Problem(405, "Method not allowed", "Here go: " + allowed, Map.of("Allow", allowed));
  }

  static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail, Map.of());
  }

  static Problem tooLarge(int most) {
    return new Problem(
        413, "Content too large", "The body may have %d bytes.".formatted(most), Map.of());
  }

  static Problem notJson() {
    return new Problem(
        415, "Unsupported media type", "Send Content-Type: application/json.", Map.of());
  }

  static Problem tooMany(long seconds) {
    return new Problem(
        429,
        "Too many requests",
        "Try again in %d s, and keep answers for a while.".formatted(seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  static Problem failed() {
    return new Problem(500, "Internal error", "The operator's log says why.", Map.of());
  }

  static Problem unavailable(String detail) {
    return new Problem(503, "Unavailable", detail, Map.of("Retry-After", SECONDS_UNTIL_AGAIN));
  }

  int status() {
    return status;
  }

  /** As the caller gets it. */
  Reply reply() {
    return Reply.problem(status, headers, new Body(status, title, detail));
  }

  /** RFC 9457. */
  record Body(int status, String title, String detail) {}
}
