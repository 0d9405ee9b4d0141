package io.tenantdb.sealing.cli;

import io.tenantdb.sealing.Keyring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints an existing keyring with a fresh key in front. */
@Command(
    name = "add",
    description =
        "Prints the keyring with a new key in front, which seals from then on; the others still open. Changes no file.")
final class AddKeyCommand implements Runnable {

  private final PrintWriter out;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The keyring; standard input if not given.")
  private @Nullable Path file;

  private final TextSource source;
  private final Clock clock;

  AddKeyCommand(Terminal terminal, Clock clock) {
    this.out = terminal.out();
    this.source = new TextSource(terminal.in());
    this.clock = clock;
  }

  @Override
  public void run() {
    Keyring grown = Keyring.parse(source.bytes(file)).withNewKey(clock);
    out.println(grown.toJwks());
  }
}
