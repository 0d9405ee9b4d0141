package io.tenantdb.sealing.cli;

import io.tenantdb.sealing.Keyring;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;

/** Prints a keyring with one fresh key. */
@Command(
    name = "new",
    description =
        "Prints a new keyring with one key. Keep it in a Secret under the name keyring.json.")
final class NewKeyringCommand implements Runnable {

  private final PrintWriter out;

  private final Clock clock;

  NewKeyringCommand(Terminal terminal, Clock clock) {
    this.out = terminal.out();
    this.clock = clock;
  }

  @Override
  public void run() {
    out.println(Keyring.generate(clock).toJwks());
  }
}
