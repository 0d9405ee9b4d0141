package io.tenantdb.sandbox.demo;

import io.tenantdb.operator.cli.OperatorProgram;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The operator as a process of its own. */
final class OperatorProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final int httpPort;

  private OperatorProcess(ChildProcess process, int httpPort) {
    this.process = process;
    this.httpPort = httpPort;
  }

  /** Starts it and waits until it is ready. */
  static OperatorProcess start(DemoPlace place, ChildProcesses processes) {
    int port = LoopbackPorts.free();
    Map<String, String> environment = new HashMap<>(place.operatorSettings());
    environment.put("KUBECONFIG", place.operatorKubeconfig().toString());
    environment.put("TENANTDB_OPERATOR_NAMESPACE", DemoPlace.OPERATOR_NAMESPACE);
    environment.put("TENANTDB_HTTP_ADDRESS", "127.0.0.1");
    environment.put("TENANTDB_HTTP_PORT", Integer.toString(port));
    OperatorProcess operator =
        new OperatorProcess(
            processes.start(JavaProgram.of("operator", OperatorProgram.class, environment, "run")),
            port);
    operator.process.awaitReady(PATIENCE, operator::isReady);
    return operator;
  }

  String metricsUrl() {
    return "http://127.0.0.1:%d/metrics".formatted(httpPort);
  }

  ChildProcess process() {
    return process;
  }

  private boolean isReady() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/readyz".formatted(httpPort)))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
  }
}
