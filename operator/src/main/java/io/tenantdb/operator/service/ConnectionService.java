package io.tenantdb.operator.service;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.intake.StoreIntake;
import io.tenantdb.operator.secret.ConnectionSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the connection service until closed. Caches must be filled before it starts. */
public final class ConnectionService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConnectionService.class);
  private static final long LAST_ANSWERS_SECONDS = 5;

  private final HttpsServer server;
  private final Api api;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * What it needs of the operator.
   *
   * @param client to the cluster, which is asked about callers
   */
  public record Doors(
      KubernetesClient client,
      Supplier<Fleet> fleet,
      Supplier<ConnectionSecrets> secrets,
      StoreIntake intake,
      MeterRegistry metrics) {}

  /**
   * Starts to serve.
   *
   * @throws IllegalStateException when the key can't be used or the address not be listened on;
   *     says which setting to look at
   */
  public static ConnectionService start(ServiceSettings settings, Doors doors) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(new KeyManager[] {new CurrentKey(settings.tls())}, null, null);
      InetAddress address = InetAddress.getByName(settings.address());
      HttpsServer server = HttpsServer.create(new InetSocketAddress(address, settings.port()), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new ConnectionService(server, api(settings, doors));
    } catch (GeneralSecurityException | IllegalArgumentException | UncheckedIOException e) {
      throw new IllegalStateException(
          "the connection service has no usable tls.crt and tls.key in %s: %s; set TENANTDB_SERVICE_TLS_FOLDER"
              .formatted(settings.tls(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen on %s port %d: %s; set TENANTDB_SERVICE_ADDRESS and TENANTDB_SERVICE_PORT"
              .formatted(settings.address(), settings.port(), e.getMessage()),
          e);
    }
  }

  private static Api api(ServiceSettings settings, Doors doors) {
    var callers =
        new CachedCallers(
            new KubernetesCallers(doors.client(), settings.audience()), Ticker.systemTicker());
    return new Api(
        new Operations(
            new Gate(callers, new Limits(TimeMeter.SYSTEM_NANOTIME)),
            new Hosts(settings.baseDomains()),
            new Tenants(doors.fleet(), doors.secrets(), Ticker.systemTicker()),
            doors.intake()),
        doors.metrics());
  }

  private ConnectionService(HttpsServer server, Api api) {
    this.server = server;
    this.api = api;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply =
          api.answer(
              new Call(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders()::getFirst,
                  exchange.getRequestBody(),
                  exchange.getRemoteAddress().getAddress()));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), isHead ? -1 : reply.body().length);
      if (!isHead) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      boolean ended = threads.awaitTermination(LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
      log.atDebug().addKeyValue("ended", ended).log("the connection service has ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
