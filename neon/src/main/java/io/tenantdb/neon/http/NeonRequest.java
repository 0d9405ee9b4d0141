package io.tenantdb.neon.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A request in the terms of Neon's document.
 *
 * @param template the path as in the document, for example {@code /projects/{project_id}}
 * @param arguments one for each placeholder, in their order
 * @param body null for none
 */
record NeonRequest(
    String method,
    String template,
    List<String> arguments,
    Map<String, String> query,
    @Nullable JsonNode body) {

  NeonRequest {
    arguments = List.copyOf(arguments);
    for (String argument : arguments) {
      // An empty id would address the list instead of the thing, dots the thing above it.
      if (argument.isBlank() || argument.equals(".") || argument.equals("..")) {
        throw new IllegalArgumentException(
            "'%s' cannot be a part of %s %s.".formatted(argument, method, template));
      }
    }
  }

  static NeonRequest get(String template, String... arguments) {
    return new NeonRequest("GET", template, List.of(arguments), Map.of(), null);
  }

  static NeonRequest delete(String template, String... arguments) {
    return new NeonRequest("DELETE", template, List.of(arguments), Map.of(), null);
  }

  static NeonRequest post(String template, @Nullable JsonNode body, String... arguments) {
    return new NeonRequest("POST", template, List.of(arguments), Map.of(), body);
  }

  static NeonRequest patch(String template, JsonNode body, String... arguments) {
    return new NeonRequest("PATCH", template, List.of(arguments), Map.of(), body);
  }

  /** The same with one more query parameter. */
  NeonRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new NeonRequest(method, template, arguments, more, body);
  }

  /** True if sending it twice does no harm. */
  boolean isRead() {
    return method.equals("GET");
  }

  HttpUrl url(HttpUrl base) {
    HttpUrl.Builder url = base.newBuilder();
    int next = 0;
    for (String part : template.substring(1).split("/", -1)) {
      url.addPathSegment(part.startsWith("{") ? arguments.get(next++) : part);
    }
    query.forEach(url::addQueryParameter);
    return url.build();
  }

  /** Method and path with ids, for people. */
  String description() {
    String path = template;
    for (String argument : arguments) {
      path = path.replaceFirst("\\{[a-z_]+}", java.util.regex.Matcher.quoteReplacement(argument));
    }
    return method + " " + path;
  }
}
