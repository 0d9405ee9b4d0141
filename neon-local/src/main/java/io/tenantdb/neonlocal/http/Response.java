package io.tenantdb.neonlocal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param body becomes JSON; null for none
 */
public record Response(int status, @Nullable Object body) {

  static Response ok(Object body) {
    return new Response(200, body);
  }

  static Response created(Object body) {
    return new Response(201, body);
  }

  /** What was to be deleted is already gone. */
  static Response gone() {
    return new Response(204, null);
  }

  /** A JSON object of these members, in this order. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }
}
