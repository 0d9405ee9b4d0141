package io.tenantdb.sandbox.chaos;

import io.tenantdb.neonlocal.NeonLocal;
import io.tenantdb.sandbox.demo.JavaProgram;
import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** neon-local as a process of its own, with short operations and many computes awake. */
final class NeonProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OPERATOR_KEY = "napi_chaos_operator_3f9a7c";
  private static final String JUDGE_KEY = "napi_chaos_judge_b81d20";
  private static final String PROJECT = "chaos-stores-00000001";
  private static final String REGION = "eu-central-1";

  private final ChildProcess process;
  private final NeonTarget target;

  private NeonProcess(ChildProcess process, NeonTarget target) {
    this.process = process;
    this.target = target;
  }

  /**
   * Starts it.
   *
   * @param addresses the first two numbers of its endpoints' addresses, such as {@code 127.75}
   */
  static NeonProcess start(ChildProcesses processes, Path folder, String addresses) {
    int port = LoopbackPorts.free();
    Path config = folder.resolve("neon-local.yaml");
    try {
      Files.writeString(config, settings(folder, port, addresses));
    } catch (IOException e) {
      throw new UncheckedIOException(config + " cannot be written.", e);
    }
    URI url = URI.create("http://127.0.0.1:%d/api/v2".formatted(port));
    return new NeonProcess(
        processes.start(
            JavaProgram.of("neon-local", NeonLocal.class, Map.of(), "--config", config.toString())),
        new NeonTarget(url, OPERATOR_KEY, JUDGE_KEY, PROJECT, REGION));
  }

  NeonTarget target() {
    return target;
  }

  void awaitReady() {
    process.awaitReady(PATIENCE, () -> new NeonWitness(target).projects().size() == 1);
  }

  long pid() {
    return process.pid();
  }

  private static String settings(Path folder, int port, String addresses) {
    return """
        stateFolder: %s
        api:
          port: %d
        postgres:
          port: 0
          addresses: "%s"
        keys:
          - key: %s
          - key: %s
        seed:
          id: %s
          name: chaos-stores
          region: aws-%s
        limits:
          maxAwake: 500
        compute:
          idleCheck: PT5S
        operations:
          start_compute: PT0.3S
        """
        .formatted(
            folder.resolve("neon-local"),
            port,
            addresses,
            OPERATOR_KEY,
            JUDGE_KEY,
            PROJECT,
            REGION);
  }
}
