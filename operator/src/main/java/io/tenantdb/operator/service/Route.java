package io.tenantdb.operator.service;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation and where it is.
 *
 * @param operation its id in the OpenAPI document
 * @param path as in the OpenAPI document, with at most one parameter in braces
 * @param handler gets the call and the parameter, which is empty where there is none
 */
record Route(
    String operation,
    String method,
    String path,
    Pattern pattern,
    BiFunction<Call, String, Reply> handler) {
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-zA-Z]+}");

  static Route of(
      String operation, String method, String path, BiFunction<Call, String, Reply> handler) {
    Pattern pattern = Pattern.compile(PARAMETER.matcher(path).replaceAll("([^/]+)"));
    return new Route(operation, method, path, pattern, handler);
  }

  /** The parameter in the path of a call; empty if the call is for another route. */
  Optional<String> match(String called) {
    Matcher matcher = pattern.matcher(called);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
  }
}
