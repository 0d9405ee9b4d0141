package io.tenantdb.neonlocal.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantdb.neonlocal.model.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The HTTP door: reads calls, has them answered, writes the answers. */
public final class ApiServer implements AutoCloseable {

  /** Neon's base path. */
  public static final String BASE_PATH = "/api/v2";

  private static final int BACKLOG = 256;
  private static final Response NOTHING_HERE = new Response(404, null);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JsonMapper json = Json.mapper();
  private final Map<String, Filter.Next> bases;

  private ApiServer(HttpServer server, Map<String, Filter.Next> bases) {
    this.server = server;
    this.bases = bases;
  }

  /**
   * Starts listening.
   *
   * @param bases what answers calls, by the beginning of their paths, for example {@link
   *     #BASE_PATH}; those calls see the rest of the path
   */
  public static ApiServer start(InetSocketAddress address, Map<String, Filter.Next> bases)
      throws IOException {
    HttpServer http = HttpServer.create(address, BACKLOG);
    ApiServer server = new ApiServer(http, Map.copyOf(bases));
    http.setExecutor(server.threads);
    http.createContext("/", server::exchange);
    http.start();
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      String base =
          bases.keySet().stream()
              .filter(start -> path.startsWith(start + "/"))
              .findFirst()
              .orElse(BASE_PATH);
      Request request =
          request(exchange, path.startsWith(base) ? path.substring(base.length()) : path);
      write(exchange, request, respond(bases.get(base), request));
    }
  }

  private static Response respond(Filter.@Nullable Next chain, Request request) throws IOException {
    try {
      return chain == null ? NOTHING_HERE : chain.answer(request);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Request request(HttpExchange exchange, String path) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    return new Request(
        exchange.getRequestMethod(),
        path,
        Map.of(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        headers.getOrDefault("x-request-id", UUID.randomUUID().toString()),
        new CallNotes(CallNotes.Caller.API));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void write(HttpExchange exchange, Request request, Response response) throws IOException {
    if (response.delivery() == Response.Delivery.DROPPED) {
      return;
    }
    exchange.getResponseHeaders().set("X-Request-ID", request.requestId());
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (response.body() == null) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    boolean html = response.body() instanceof Response.Html;
    exchange.getResponseHeaders().set("Content-Type", html ? "text/html" : "application/json");
    byte[] bytes = bytes(response.body());
    exchange.sendResponseHeaders(response.status(), bytes.length);
    boolean whole = response.delivery() == Response.Delivery.WHOLE;
    exchange.getResponseBody().write(bytes, 0, whole ? bytes.length : bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private byte[] bytes(Object body) throws IOException {
    return body instanceof Response.Html(String text)
        ? text.getBytes(StandardCharsets.UTF_8)
        : json.writeValueAsBytes(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
