package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The child processes that belong to one folder, which takes their logs ({@code name.log}; that of
 * the run before is kept as {@code name.previous.log}). They are stopped last in, first out: by
 * {@link #close}, or at the exit of this JVM. After a SIGKILL of this JVM they live on until the
 * next one opens the folder, which ends them. Safe for several threads.
 */
public final class ChildProcesses implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private record Child(ChildProcess process, PidFile pidFile) {}

  private final Path folder;
  private final FolderLock lock;
  private final Thread atExit = new Thread(this::stopAll, "stop-children");
  private final Deque<Child> children = new ArrayDeque<>();
  private boolean closed;

  private ChildProcesses(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes a folder, made when absent, and ends what an earlier run left there.
   *
   * @throws ProcessFailedException when another run has the folder, or a leftover does not die
   */
  public static ChildProcesses in(Path folder) {
    try {
      Files.createDirectories(folder);
      ChildProcesses children = new ChildProcesses(folder, FolderLock.of(folder));
      children.endLeftovers();
      Runtime.getRuntime().addShutdownHook(children.atExit);
      return children;
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be used.", e);
    }
  }

  private void endLeftovers() throws IOException {
    try {
      for (PidFile leftover : PidFile.allIn(folder)) {
        leftover.killLeftover();
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Starts a program.
   *
   * @throws ProcessFailedException when it cannot be started
   */
  public synchronized ChildProcess start(Program program) {
    if (closed) {
      throw new IllegalStateException("Closed: " + program.name() + " is not started.");
    }
    try {
      ChildProcess process = ChildProcess.start(program, newLog(program.name()));
      PidFile pidFile = PidFile.of(folder, program.name());
      children.push(new Child(process, pidFile));
      pidFile.write(process.handle());
      return process;
    } catch (IOException e) {
      throw new ProcessFailedException(
          program.name() + " could not be started: " + e.getMessage(), e);
    }
  }

  private Path newLog(String name) throws IOException {
    Path log = folder.resolve(name + ".log");
    if (Files.exists(log)) {
      Path previous = folder.resolve(name + ".previous.log");
      Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** Stops one child before the others; it may be started again. */
  public synchronized void stop(ChildProcess process) {
    children.removeIf(
        child -> {
          if (child.process() != process) {
            return false;
          }
          end(child);
          return true;
        });
  }

  /** Stops all children, the last one first, and gives the folder back. */
  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook finds nothing left to do.
    }
  }

  private synchronized void stopAll() {
    closed = true;
    while (!children.isEmpty()) {
      end(children.pop());
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + folder + " cannot be given back.", e);
    }
  }

  private static void end(Child child) {
    child.process().stop(GRACE);
    try {
      child.pidFile().delete();
    } catch (IOException e) {
      // The process is gone, so the next start finds nothing to end there.
    }
  }
}
