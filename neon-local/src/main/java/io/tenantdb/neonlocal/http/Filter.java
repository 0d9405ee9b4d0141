package io.tenantdb.neonlocal.http;

/**
 * Stands in front of the routes and sees every call: to answer it itself, to change it, or to look
 * on.
 */
@FunctionalInterface
public interface Filter {

  /** What comes after a filter. */
  @FunctionalInterface
  interface Next {
    /** Answers the call. */
    Response answer(Request request) throws Exception;
  }

  /** Answers a call, usually by asking {@code next}. */
  Response answer(Request request, Next next) throws Exception;
}
