package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running child of this JVM. Its output goes to a log file; {@link ChildProcesses} makes it and
 * ends it. Safe for use by several threads.
 */
public final class ChildProcess {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
  private static final int LOG_TAIL_LINES = 15;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static ChildProcess start(Program program, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // A group of its own: Ctrl-C in the terminal reaches only us, and we end the children in
      // order.
      command.add(SETSID.toString());
    }
    command.addAll(program.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(program.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    Process process = builder.start();
    process.getOutputStream().close(); // Nobody will type.
    return new ChildProcess(program.name(), process, log);
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The status it ended with; empty while it runs. */
  public OptionalInt exitStatus() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Asks it to end (SIGTERM) and does not wait. */
  public void askToEnd() {
    process.destroy();
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Asks the probe again and again until it holds.
   *
   * @throws ProcessFailedException when the process ends first or the limit passes; the message
   *     shows the end of its log
   */
  public void awaitReady(Duration limit, Probe probe) {
    long deadline = System.nanoTime() + limit.toNanos();
    Exception lastFailure = null;
    while (System.nanoTime() < deadline) {
      try {
        if (probe.holds()) {
          return;
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (Exception e) {
        lastFailure = e;
      }
      if (endsWithin(PROBE_INTERVAL)) {
        throw failure("ended with status " + process.exitValue(), null);
      }
    }
    throw failure("was not ready after " + limit.toSeconds() + " s", lastFailure);
  }

  /** Asks it to end, and kills it, with all its children, when it has not after {@code grace}. */
  void stop(Duration grace) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    try {
      endsWithin(grace);
    } finally { // Interrupted or not, it ends.
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    endsWithin(grace);
  }

  private boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private ProcessFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProcessFailedException("Interrupted while waiting for " + name + ".", e);
  }

  private ProcessFailedException failure(String what, @Nullable Exception cause) {
    String message = "%s %s. The end of %s:%n%s".formatted(name, what, log, logTail());
    return cause == null
        ? new ProcessFailedException(message)
        : new ProcessFailedException(message, cause);
  }

  private String logTail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ")";
  }
}
