package io.tenantdb.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What figures depend on and have to be read with. */
final class Surroundings {
  private Surroundings() {}

  /** One line for the top of a table. */
  static String line(Clock clock) {
    return "%s, commit %s, JDK %s, %d cores, load average %s"
        .formatted(
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            commit(),
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            loadAverage());
  }

  /** Of the last minute: how many others wanted the cores. */
  static String loadAverage() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String commit() {
    try {
      Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be run.", e);
    }
  }
}
