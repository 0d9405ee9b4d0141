package io.tenantdb.neonlocal.http;

import java.util.List;

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

  /** These filters, the first of them outermost, and what comes after the last. */
  static Next chain(List<Filter> filters, Next last) {
    Next chain = last;
    for (Filter filter : filters.reversed()) {
      Next next = chain;
      chain = request -> filter.answer(request, next);
    }
    return chain;
  }
}
