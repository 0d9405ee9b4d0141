package io.tenantdb.kubectl.terminal;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How an answer is written. */
public final class OutputOptions {

  /** The names are what people type. */
  enum Format {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /** The lines of the document, for programs, or of the screen, for people. */
  public List<String> lines(Supplier<Map<String, ?>> document, Supplier<List<String>> screen) {
    return format == Format.json ? List.of(Json.text(document.get())) : screen.get();
  }
}
