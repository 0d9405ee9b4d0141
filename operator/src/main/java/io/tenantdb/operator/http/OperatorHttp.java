package io.tenantdb.operator.http;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code /livez}, {@code /readyz} and {@code /metrics} until closed. */
public final class OperatorHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Starts to serve.
   *
   * @throws UncheckedIOException when the address cannot be listened on
   */
  public static OperatorHttp start(
      HttpSettings settings, Health health, PrometheusMeterRegistry metrics) {
    try {
      InetAddress address = InetAddress.getByName(settings.address());
      HttpServer server = HttpServer.create(new InetSocketAddress(address, settings.port()), 0);
      return new OperatorHttp(server, health, metrics);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s port %d: %s; set TENANTDB_HTTP_ADDRESS and TENANTDB_HTTP_PORT"
              .formatted(settings.address(), settings.port(), e.getMessage()),
          e);
    }
  }

  private OperatorHttp(HttpServer server, Health health, PrometheusMeterRegistry metrics) {
    this.server = server;
    server.createContext("/", new Page("/", () -> Answer.missing()));
    server.createContext("/livez", new Page("/livez", () -> Answer.of(health.live())));
    server.createContext("/readyz", new Page("/readyz", () -> Answer.of(health.ready())));
    server.createContext("/metrics", new Page("/metrics", () -> Answer.of(metrics)));
    server.setExecutor(threads);
    server.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
