package io.tenantdb.sealing.cli;

import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.SealedString;
import io.tenantdb.sealing.Sealer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what was sealed. */
@Command(
    name = "open",
    description =
        "Prints the plain string. Without --organization it opens for whichever organization it was sealed.")
final class OpenCommand implements Runnable {

  private final PrintWriter out;

  @Mixin private final SealedInput input;

  @Option(
      names = "--keyring",
      paramLabel = "FILE",
      required = true,
      description = "The keyring, a JWK Set.")
  private Path keyringFile;

  @Option(
      names = "--organization",
      paramLabel = "UUID",
      description = "Refuse a string sealed for another organization.")
  private @Nullable UUID organization;

  private final TextSource files;

  OpenCommand(Terminal terminal) {
    this.out = terminal.out();
    this.input = new SealedInput(terminal.in());
    this.files = new TextSource(terminal.in());
  }

  @Override
  public void run() {
    Sealer sealer = new Sealer(Keyring.parse(files.bytes(keyringFile)));
    String sealed = input.read();
    UUID expected =
        organization != null ? organization : SealedString.header(sealed).organizationId();
    out.println(sealer.open(sealed, expected));
  }
}
