package io.tenantdb.sealing.cli;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a sealed string comes from: the argument, a file, or standard input. */
final class SealedInput {

  private final TextSource source;

  @ArgGroup private @Nullable Given given;

  SealedInput(InputStream stdin) {
    this.source = new TextSource(stdin);
  }

  String read() {
    if (given == null) {
      return source.text(null);
    }
    return given.sealed != null ? given.sealed.strip() : source.text(given.file);
  }

  /** At most one of the two. */
  static final class Given {
    @Parameters(
        paramLabel = "SEALED",
        description = "The sealed string; standard input if neither this nor --file is given.")
    @Nullable String sealed;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Read the sealed string from a file.")
    @Nullable Path file;
  }
}
