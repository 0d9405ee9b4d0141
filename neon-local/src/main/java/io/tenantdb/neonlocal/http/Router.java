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
public final class Router {

  /** Answers calls of one route. */
  @FunctionalInterface
  public interface Handler {
    /** Answers one. */
    Response handle(Request request) throws Exception;
  }

  private record Route(String method, String template, List<String> segments, Handler handler) {

    boolean fits(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!isPlaceholder(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    Map<String, String> parameters(List<String> path) {
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (isPlaceholder(segment)) {
          parameters.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
        }
      }
      return parameters;
    }

    private static boolean isPlaceholder(String segment) {
      return segment.startsWith("{");
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /** The first route that fits answers, so fixed paths are added before placeholders. */
  public void add(String method, String template, Handler handler) {
    routes.add(new Route(method, template, segments(template), handler));
  }

  /** Answers a call: 404 or 405 when no route fits. */
  public Response answer(Request request) throws Exception {
    Route route = find(request).orElseThrow(() -> refusal(request));
    return route.handler().handle(request.with(route.parameters(segments(request.path()))));
  }

  /** Notes which route a call is for, whether it will get there or not. */
  void note(Request request) {
    find(request)
        .ifPresent(
            route ->
                request
                    .notes()
                    .matched(route.template(), route.parameters(segments(request.path()))));
  }

  private Optional<Route> find(Request request) {
    List<String> path = segments(request.path());
    return routes.stream()
        .filter(route -> route.method().equals(request.method()) && route.fits(path))
        .findFirst();
  }

  private ApiException refusal(Request request) {
    List<String> path = segments(request.path());
    return routes.stream().anyMatch(route -> route.fits(path))
        ? new ApiException(405, "", "method " + request.method() + " is not allowed here")
        : new ApiException(404, "", "this route is not served by neon-local: " + request.path());
  }

  /** Templates of all routes, as {@code GET /projects}. */
  List<String> templates() {
    return routes.stream().map(route -> route.method() + " " + route.template()).toList();
  }

  /** In a path, unlike in a query, a plus is a plus. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }
}
