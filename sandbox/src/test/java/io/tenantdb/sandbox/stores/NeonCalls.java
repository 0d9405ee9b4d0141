package io.tenantdb.sandbox.stores;

import io.tenantdb.neonlocal.http.Filter;
import io.tenantdb.neonlocal.http.Request;
import io.tenantdb.neonlocal.http.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is asked of neon-local. */
final class NeonCalls implements Filter {
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public Response answer(Request request, Next next) throws Exception {
    calls.add(request.method() + " " + request.path());
    return next.answer(request);
  }

  /** Every call so far, as {@code METHOD /path}. */
  List<String> all() {
    return List.copyOf(calls);
  }

  /** How many calls of the method had a path that ends so. */
  long count(String method, String pathEnd) {
    return calls.stream()
        .filter(call -> call.startsWith(method + " ") && call.endsWith(pathEnd))
        .count();
  }

  void forget() {
    calls.clear();
  }
}
