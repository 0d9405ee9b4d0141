package io.tenantdb.neonlocal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param body becomes JSON, unless it is {@link Html}; null for none
 * @param headers besides those that every answer has
 * @param delivery how much of it reaches the client
 */
public record Response(
    int status, @Nullable Object body, Map<String, String> headers, Delivery delivery) {

  /** What reaches the client. */
  public enum Delivery {
    /** All of it. */
    WHOLE,
    /** Headers that promise all of it, and half of the body; then the connection is closed. */
    CUT_OFF,
    /** Nothing: the connection is closed. */
    DROPPED
  }

  /** A body for people, as a CDN sends it. */
  public record Html(String text) {}

  /** An answer that arrives. */
  public Response(int status, @Nullable Object body) {
    this(status, body, Map.of(), Delivery.WHOLE);
  }

  /** No answer. */
  public static Response dropped() {
    return new Response(0, null, Map.of(), Delivery.DROPPED);
  }

  /** Neon's error body. */
  public static Response error(Request request, int status, String code, String message) {
    return new Response(
        status, body("request_id", request.requestId(), "code", code, "message", message));
  }

  /** The same answer with one more header. */
  public Response withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Response(status, body, Map.copyOf(all), delivery);
  }

  /** The same answer with another body. */
  public Response withBody(Object newBody) {
    return new Response(status, newBody, headers, delivery);
  }

  /** The same answer, of which only a part arrives. */
  public Response cutOff() {
    return new Response(status, body, headers, Delivery.CUT_OFF);
  }

  /** Whether the call was served. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** 200. */
  public static Response ok(Object body) {
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
  public static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }
}
