package io.tenantdb.sealing.cli;

import io.tenantdb.sealing.SealedHeader;
import io.tenantdb.sealing.SealedString;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the header, for which no key is needed. */
@Command(
    name = "inspect",
    description =
        "Prints the key id and the organization a string says it was sealed for. Nothing is verified; no key is needed.")
final class InspectCommand implements Runnable {

  private final PrintWriter out;

  @Mixin private final SealedInput input;

  InspectCommand(Terminal terminal) {
    this.out = terminal.out();
    this.input = new SealedInput(terminal.in());
  }

  @Override
  public void run() {
    SealedHeader header = SealedString.header(input.read());
    out.println("key:          " + header.keyId());
    out.println("organization: " + header.organizationId());
  }
}
