package io.tenantdb.sandbox.stores;

import static org.awaitility.Awaitility.await;

import io.tenantdb.operator.cli.OperatorProgram;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An operator of a test's world in a process of its own, which can be treated badly. */
final class SeparateOperator implements AutoCloseable {
  private final String name;
  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private SeparateOperator(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it is ready, which it is when it stands by, too. */
  static SeparateOperator start(String name, StoreWorld world, Map<String, String> settings)
      throws IOException {
    int port = LoopbackPorts.free();
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            // The operator's own, not that of the tests.
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            OperatorProgram.class.getName(),
            "run");
    builder.environment().putAll(world.settings());
    builder.environment().putAll(settings);
    builder.environment().put("KUBECONFIG", world.operatorKubeconfig().toString());
    builder.environment().put("TENANTDB_HTTP_PORT", Integer.toString(port));
    builder.environment().put("TENANTDB_LEADER_IDENTITY", name);
    builder.environment().put("HOSTNAME", name);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log(world, name).toFile());
    SeparateOperator operator = new SeparateOperator(name, builder.start(), port);
    await("ready " + name)
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .until(() -> operator.status("/readyz") == 200);
    return operator;
  }

  private static Path log(StoreWorld world, String name) throws IOException {
    File folder = new File("target/operators");
    if (!folder.isDirectory() && !folder.mkdirs()) {
      throw new IOException(folder + " can't be made");
    }
    return folder.toPath().resolve("%s-%s.log".formatted(world.namespace(), name));
  }

  String name() {
    return name;
  }

  boolean leads() {
    return sum("tenantdb_leader") == 1;
  }

  /** The sum of a metric over all its labels; 0 when there is none. */
  double sum(String metric) {
    Pattern line = Pattern.compile("(?m)^%s(?:\\{.*\\})? (.+)$".formatted(Pattern.quote(metric)));
    return line.matcher(page("/metrics"))
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  /** One of its pages; empty when nobody answers. */
  String page(String path) {
    try {
      return get(path).body();
    } catch (ConnectException e) {
      return "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(String path) throws IOException {
    try {
      return get(path).statusCode();
    } catch (ConnectException e) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended with status " + process.exitValue(), e);
      }
      return 0;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    URI page = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    try {
      return http.send(
          HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal such as {@code KILL}. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid())))
        .start()
        .waitFor();
  }

  /** Waits for its end. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      signal("CONT");
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      http.close();
    }
  }
}
