package io.tenantdb.sandbox.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the operator on this machine and prints tables for docs/performance.md.",
    subcommands = {
      BareCommand.class,
      FleetCommand.class,
      BusyCommand.class,
      RestCommand.class,
      RestartCommand.class,
      DriftCommand.class,
      IntakeCommand.class,
      LookupCommand.class,
      ColdCommand.class,
      CheckoutCommand.class
    })
public final class Bench {
  private Bench() {}

  /** Runs one measurement. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Bench());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          line.getErr().println("bench: " + failure);
          if (Boolean.getBoolean("bench.stack")) {
            failure.printStackTrace(line.getErr());
          }
          return 1;
        });
    System.exit(command.execute(arguments));
  }
}
