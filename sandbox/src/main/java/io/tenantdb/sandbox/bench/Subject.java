package io.tenantdb.sandbox.bench;

import io.tenantdb.sandbox.process.ChildProcess;
import io.tenantdb.sandbox.process.ChildProcesses;
import io.tenantdb.sandbox.process.Program;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operator that is measured: a process that can be stopped and started. */
final class Subject {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ChildProcesses processes;
  private final Program program;
  private final String startedLine;
  private @Nullable ChildProcess process;

  /**
   * A subject that does not run yet.
   *
   * @param startedLine what its log says when its caches are filled and it reconciles
   */
  Subject(ChildProcesses processes, Program program, String startedLine) {
    this.processes = processes;
    this.program = program;
    this.startedLine = startedLine;
  }

  /** Starts it and does not wait. */
  void start() {
    process = processes.start(program);
  }

  void awaitStarted() {
    running().awaitReady(PATIENCE, () -> Files.readString(running().log()).contains(startedLine));
  }

  /** SIGTERM, and waits for its end. */
  void stop() {
    processes.stop(running());
    process = null;
  }

  long pid() {
    return running().pid();
  }

  KernelView kernelView() {
    return KernelView.of(pid());
  }

  private ChildProcess running() {
    return Objects.requireNonNull(process, "it does not run");
  }
}
