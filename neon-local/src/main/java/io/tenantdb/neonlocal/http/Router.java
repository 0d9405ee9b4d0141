package io.tenantdb.neonlocal.http;

import io.tenantdb.neonlocal.control.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what answers a call by its method and path. */
final class Router {

  @FunctionalInterface
  interface Handler {
    Response handle(Request request) throws Exception;
  }

  private record Route(String method, List<String> segments, Handler handler) {

    Optional<Map<String, String>> match(List<String> path) {
      if (path.size() != segments.size()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          parameters.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** The first route that fits answers, so fixed paths are added before placeholders. */
  void add(String method, String template, Handler handler) {
    routes.add(new Route(method, segments(template), handler));
  }

  Response answer(Request request) throws Exception {
    List<String> path = segments(request.path());
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.match(path);
      if (parameters.isPresent() && route.method().equals(request.method())) {
        return route.handler().handle(request.with(parameters.get()));
      }
      known |= parameters.isPresent();
    }
    if (known) {
      throw new ApiException(405, "", "method " + request.method() + " is not allowed here");
    }
    throw new ApiException(404, "", "this route is not served by neon-local: " + request.path());
  }

  /** Templates of all routes, as {@code GET /projects}. */
  List<String> templates() {
    return routes.stream()
        .map(route -> route.method() + " /" + String.join("/", route.segments()))
        .toList();
  }

  /** In a path, unlike in a query, a plus is a plus. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }
}
