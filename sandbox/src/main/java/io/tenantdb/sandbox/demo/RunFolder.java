package io.tenantdb.sandbox.demo;

import io.tenantdb.sandbox.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder for one run of the demo. What runs that were killed left behind, processes and files, is
 * cleared away first; a run that still goes on is left alone.
 */
public final class RunFolder {
  private static final String PREFIX = "run-";

  private RunFolder() {}

  /** A new folder in {@code parent}, which is made when absent. */
  public static Path under(Path parent) {
    try {
      Files.createDirectories(parent);
      for (Path old : runsIn(parent)) {
        if (!isRunning(old)) {
          clear(old);
        }
      }
      return Files.createDirectory(parent.resolve(PREFIX + ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + parent + " cannot be used.", e);
    }
  }

  /** Deletes the folder and all in it. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be deleted.", e);
    }
  }

  private static List<Path> runsIn(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX)).toList();
    }
  }

  private static boolean isRunning(Path run) {
    long pid = Long.parseLong(run.getFileName().toString().substring(PREFIX.length()));
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("java"))
        .isPresent();
  }

  /** Ends the processes of a killed run: those we started, then the PostgreSQL servers of those. */
  private static void clear(Path run) throws IOException {
    for (Path folder : List.of(run, run.resolve("kubernetes"))) {
      if (Files.isDirectory(folder)) {
        ChildProcesses.in(folder).close();
      }
    }
    try (Stream<Path> files = Files.walk(run)) {
      files
          .filter(file -> file.endsWith("postmaster.pid"))
          .flatMap(file -> postgres(file).stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
    delete(run);
  }

  private static Optional<ProcessHandle> postgres(Path pidFile) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .map(line -> Long.parseLong(line.strip()))
          .flatMap(ProcessHandle::of)
          .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(pidFile + " cannot be read.", e);
    }
  }
}
