package io.tenantdb.sandbox.bench;

import io.tenantdb.sandbox.demo.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a measurement in a folder of its own and prints its table under what it has to be read with.
 */
final class Report {
  /** A folder in memory is kinder to figures than a disk that others write to. */
  private static final Path FOLDERS = Path.of(System.getProperty("bench.folder", ".sandbox"));

  private final PrintWriter out;

  Report(CommandSpec spec) {
    out = spec.commandLine().getOut();
  }

  /** Calls the measurement with a folder that is deleted afterwards. */
  int in(Consumer<Path> measurement) {
    Path folder = RunFolder.under(FOLDERS.toAbsolutePath());
    try {
      measurement.accept(folder);
      return 0;
    } finally {
      RunFolder.delete(folder);
    }
  }

  void title(String what) {
    out.printf("%s: %s%n%n", what, Surroundings.line(Clock.systemUTC()));
    out.flush();
  }

  void table(MarkdownTable table) {
    out.println(table.row("load average at the end", Surroundings.loadAverage()));
    out.flush();
  }
}
