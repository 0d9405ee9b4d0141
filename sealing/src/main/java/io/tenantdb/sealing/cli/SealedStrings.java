package io.tenantdb.sealing.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code sealed-strings} command. */
@Command(
    name = "sealed-strings",
    description = "Opens and inspects sealed connection strings; makes and rotates their keys.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong",
      "3:a file, standard input or the keyring can't be used",
      "4:the sealed string is refused: unknown key, other organization, changed, or no sealed string"
    })
public final class SealedStrings {

  private SealedStrings() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(Terminal.ofProcess(), Clock.systemUTC()).execute(args));
  }

  static CommandLine commandLine(Terminal terminal, Clock clock) {
    CommandLine keyring =
        new CommandLine(new KeyringCommand())
            .addSubcommand(new NewKeyringCommand(terminal, clock))
            .addSubcommand(new AddKeyCommand(terminal, clock));
    return new CommandLine(new SealedStrings())
        .addSubcommand(new OpenCommand(terminal))
        .addSubcommand(new InspectCommand(terminal))
        .addSubcommand(keyring)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler(new FailureReport());
  }
}
