package io.tenantdb.neonlocal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** neon-local as the program people run, in a process of its own. */
final class ChildProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("neon-local is ready: (\\S+)");

  private final Process process;
  private final Path state;
  private final Path output;

  private ChildProcess(Process process, Path state, Path output) {
    this.process = process;
    this.state = state;
    this.output = output;
  }

  static ChildProcess start(Path folder, Map<String, String> extra) throws IOException {
    return start(folder, extra, "-XX:TieredStopAtLevel=1");
  }

  static ChildProcess start(Path folder, Map<String, String> extra, String flag)
      throws IOException {
    Path state = folder.resolve("state");
    Path config = folder.resolve("neon-local.yaml");
    Path output = folder.resolve("output");
    Files.writeString(config, yaml(TestNeon.settings(state, extra)));
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                flag,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.tenantdb.neonlocal.NeonLocal",
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ChildProcess(process, state, output);
  }

  /** Dotted names need not be nested. */
  private static String yaml(Map<String, String> settings) {
    return new TreeMap<>(settings)
        .entrySet().stream()
            .map(setting -> "\"" + setting.getKey() + "\": \"" + setting.getValue() + "\"\n")
            .collect(Collectors.joining());
  }

  /** Waits until it says that it is ready. */
  URI ready() {
    await().atMost(PATIENCE).until(() -> matcher().find() || !process.isAlive());
    Matcher matcher = matcher();
    if (!matcher.find()) {
      throw new AssertionError("it did not start: " + output());
    }
    return URI.create(matcher.group(1));
  }

  private Matcher matcher() {
    return READY.matcher(output());
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Command lines of the servers that run in its state folder, their guards aside. */
  List<String> servers() {
    return ProcessHandle.allProcesses()
        .map(handle -> handle.info().commandLine().orElse(""))
        .filter(line -> line.contains("postgres -D " + state) && !line.contains("kill -INT"))
        .toList();
  }

  /** As {@code kill -9} does: it learns nothing of it. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As {@code kill} does. */
  int terminate() {
    process.destroy();
    return process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().exitValue();
  }

  /** What it has used of the processors; its PostgreSQL servers aside. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory that it holds, in kB; its PostgreSQL servers aside. */
  String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElse("?");
  }

  Path certificateAuthority() {
    return state.resolve("tls/ca.crt");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
  }
}
