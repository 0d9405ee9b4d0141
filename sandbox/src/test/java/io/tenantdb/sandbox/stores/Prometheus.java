package io.tenantdb.sandbox.stores;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import io.tenantdb.sandbox.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Debian's Prometheus, which looks at one operator every second. */
final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildProcesses processes;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = LoopbackPorts.free();

  private Prometheus(ChildProcesses processes) {
    this.processes = processes;
  }

  static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
  }

  /** Looks at the operator at a port, with the alert rules of a folder. */
  static Prometheus start(Path folder, int operator, Path rules) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Path alerts = rules.resolve("alerts.yaml").toAbsolutePath().normalize();
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: tenantdb-operator
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {namespace: tenantdb-system}
        """
            .formatted(alerts, operator));
    var prometheus = new Prometheus(ChildProcesses.in(folder.resolve("processes")));
    prometheus.run(config, folder.resolve("data"));
    return prometheus;
  }

  private void run(Path config, Path data) {
    ChildProcess process =
        processes.start(
            new Program(
                "prometheus",
                List.of(
                    "prometheus",
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + data,
                    "--web.listen-address=127.0.0.1:" + port)));
    process.awaitReady(StoreWorld.PATIENCE, () -> status("/-/ready") == 200);
  }

  /** Waits until it has looked so many times at least. */
  void awaitLooks(int looks) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptions()
        .until(() -> value("sum(count_over_time(tenantdb_leader[5m]))") >= looks);
  }

  /** The samples that answer a query. */
  List<JsonNode> query(String query) throws IOException, InterruptedException {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalStateException(query + ": " + answer);
    }
    return elements(answer.at("/data/result")).toList();
  }

  /** Alerts that are pending or fire: name, reason, state. */
  List<String> alerts() throws IOException, InterruptedException {
    return elements(get("/api/v1/alerts").at("/data/alerts"))
        .map(
            alert ->
                String.join(
                    " ",
                    alert.at("/labels/alertname").asText(),
                    alert.at("/labels/reason").asText(),
                    alert.get("state").asText()))
        .toList();
  }

  private double value(String query) throws IOException, InterruptedException {
    return query(query).getFirst().get("value").get(1).asDouble();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(http.send(request(path), BodyHandlers.ofString()).body());
  }

  private int status(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public void close() {
    processes.close();
    http.close();
  }
}
