package io.tenantdb.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * Remembers a child across the death of this JVM, so that the next start finds what a SIGKILL left
 * running. Holds the process id and when the process started, since ids are used again.
 */
record PidFile(Path path) {
  /** Start times are derived from the boot time, which moves a little when the clock is set. */
  private static final Duration START_TIME_SLACK = Duration.ofSeconds(2);

  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  static PidFile of(Path folder, String name) {
    return new PidFile(folder.resolve(name + ".pid"));
  }

  static List<PidFile> allIn(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.pid")) {
      return StreamSupport.stream(files.spliterator(), false).map(PidFile::new).toList();
    }
  }

  void write(ProcessHandle process) throws IOException {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(path, process.pid() + " " + started + "\n");
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Kills the process this file speaks of if it still runs, and deletes the file. */
  void killLeftover() throws IOException {
    Optional<ProcessHandle> leftover = process();
    if (leftover.isPresent()) {
      kill(leftover.get());
    }
    delete();
  }

  /** The process this file speaks of, if it still runs. */
  Optional<ProcessHandle> process() throws IOException {
    String[] words = Files.readString(path).strip().split(" ", 2);
    try {
      Instant started = Instant.parse(words[words.length - 1]);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> isSame(process.info().startInstant(), started));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty(); // Cut short while it was written: nothing can be known from it.
    }
  }

  private static boolean isSame(Optional<Instant> actual, Instant recorded) {
    return actual
        .map(started -> Duration.between(started, recorded).abs().compareTo(START_TIME_SLACK) <= 0)
        .orElse(false);
  }

  private void kill(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.onExit().get(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      throw new ProcessFailedException(
          "Process %d, left by an earlier run (%s), does not die; kill it by hand."
              .formatted(process.pid(), path),
          e);
    }
  }
}
