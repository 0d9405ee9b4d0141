package io.tenantdb.sandbox.demo;

import io.tenantdb.neonlocal.NeonLocal;
import io.tenantdb.sandbox.demo.DemoPlace.NeonTarget;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** neon-local as a process of its own. */
final class NeonLocalProcess {
  private static final String API_KEY = "neon-local-key";
  private static final String PROJECT = "demo-stores-00000001";
  private static final String REGION = "eu-central-1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int USUAL_PORT = 5432;

  private final ChildProcess process;
  private final int port;

  private NeonLocalProcess(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static NeonLocalProcess start(ChildProcesses processes, Path folder) {
    int port = LoopbackPorts.free();
    Path config = folder.resolve("neon-local.yaml");
    try {
      Files.writeString(config, settings(folder, port));
    } catch (IOException e) {
      throw new UncheckedIOException(config + " cannot be written.", e);
    }
    return new NeonLocalProcess(
        processes.start(
            JavaProgram.of("neon-local", NeonLocal.class, Map.of(), "--config", config.toString())),
        port);
  }

  void awaitReady() {
    process.awaitReady(PATIENCE, this::answers);
  }

  NeonTarget target() {
    return new NeonTarget("http://127.0.0.1:%d/api/v2".formatted(port), API_KEY, PROJECT, REGION);
  }

  private boolean answers() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(target().apiUrl() + "/auth"))
              .header("Authorization", "Bearer " + API_KEY)
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
  }

  private static String settings(Path folder, int port) {
    return """
        stateFolder: %s
        api:
          port: %d
        postgres:
          port: %d
        keys:
          - key: %s
        seed:
          id: %s
          name: demo-stores
          region: aws-%s
        """
        .formatted(folder.resolve("neon-local"), port, postgresPort(), API_KEY, PROJECT, REGION);
  }

  /** 5432 if nobody has it, so that connection strings need no port; else a free one. */
  private static int postgresPort() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.64.0.1"), USUAL_PORT));
      return USUAL_PORT;
    } catch (IOException e) {
      return 0;
    }
  }
}
