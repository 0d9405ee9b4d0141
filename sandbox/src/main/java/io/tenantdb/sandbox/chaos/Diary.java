package io.tenantdb.sandbox.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a campaign did and when: every line goes to a file, the main ones to the terminal too, and
 * kinds are counted. Used by one thread.
 */
final class Diary implements AutoCloseable {
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintWriter file;
  private final PrintWriter terminal;
  private final InstantSource clock;
  private final Instant start;
  private final Map<String, Integer> counts = new TreeMap<>();

  Diary(Path path, PrintWriter terminal, InstantSource clock) {
    try {
      this.file = new PrintWriter(Files.newBufferedWriter(path), true);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written.", e);
    }
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Something was done; counted under its kind. */
  void did(String kind, String what) {
    counts.merge(kind, 1, Integer::sum);
    note(kind + ": " + what);
  }

  /** A line of the file alone. */
  void note(String what) {
    file.println(stamp() + "  " + what);
  }

  /** A line of the file and of the terminal. */
  void say(String what) {
    note(what);
    terminal.println(stamp() + "  " + what);
    terminal.flush();
  }

  /** How often each kind was done. */
  Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /** Seconds since the start, and the time of day that the operators' logs have. */
  String stamp() {
    Instant now = clock.instant();
    return "%7.2f s %s"
        .formatted(Duration.between(start, now).toMillis() / 1000.0, TIME_OF_DAY.format(now));
  }

  @Override
  public void close() {
    file.close();
  }
}
