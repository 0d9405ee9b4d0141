package io.tenantdb.neonlocal.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantdb.neonlocal.control.ControlPlane;
import io.tenantdb.neonlocal.model.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The HTTP door: reads calls, sends them through filters and routes, writes answers. */
public final class ApiServer implements AutoCloseable {

  /** Neon's base path. */
  public static final String BASE_PATH = "/api/v2";

  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JsonMapper json;
  private final Filter.Next chain;

  private ApiServer(HttpServer server, JsonMapper json, Filter.Next chain) {
    this.server = server;
    this.json = json;
    this.chain = chain;
  }

  /**
   * Starts listening.
   *
   * @param filters stand before authentication and routes, the first of them outermost
   * @param proxyHost what projects show as {@code proxy_host}
   */
  public static ApiServer start(
      InetSocketAddress address,
      ControlPlane control,
      Account account,
      List<ApiKey> keys,
      List<Filter> filters,
      String proxyHost)
      throws IOException {
    JsonMapper json = Json.mapper();
    Authentication authentication = new Authentication(keys);
    Filter.Next chain = routes(control, account, authentication, json, proxyHost)::answer;
    chain = before(authentication, chain);
    for (Filter filter : filters.reversed()) {
      chain = before(filter, chain);
    }
    HttpServer http = HttpServer.create(address, BACKLOG);
    ApiServer server = new ApiServer(http, json, before(new ErrorBodies(), chain));
    http.setExecutor(server.threads);
    http.createContext("/", server::exchange);
    http.start();
    return server;
  }

  private static Filter.Next before(Filter filter, Filter.Next next) {
    return request -> filter.answer(request, next);
  }

  private static Router routes(
      ControlPlane control,
      Account account,
      Authentication authentication,
      JsonMapper json,
      String proxyHost) {
    Bodies bodies = new Bodies(json);
    ProjectViews views = new ProjectViews(json, account, proxyHost);
    Router router = new Router();
    new AccountRoutes(account, authentication).addTo(router);
    new ProjectRoutes(control, bodies, views, account, authentication).addTo(router);
    new BranchRoutes(control, bodies).addTo(router);
    new EndpointRoutes(control, bodies).addTo(router);
    new OperationRoutes(control).addTo(router);
    new RoleRoutes(control, bodies).addTo(router);
    new DatabaseRoutes(control, bodies).addTo(router);
    return router;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = request(exchange);
      Response response = respond(request);
      write(exchange, request, response);
    }
  }

  private Response respond(Request request) throws IOException {
    try {
      return chain.answer(request);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    String rawPath = exchange.getRequestURI().getRawPath();
    String path = rawPath.startsWith(BASE_PATH) ? rawPath.substring(BASE_PATH.length()) : rawPath;
    return new Request(
        exchange.getRequestMethod(),
        path,
        Map.of(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        headers.getOrDefault("x-request-id", UUID.randomUUID().toString()));
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
    exchange.getResponseHeaders().set("X-Request-ID", request.requestId());
    if (response.body() == null) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    byte[] bytes = json.writeValueAsBytes(response.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
