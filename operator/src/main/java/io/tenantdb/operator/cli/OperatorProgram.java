package io.tenantdb.operator.cli;

import io.tenantdb.operator.logging.JavaLogging;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's program: {@code run} is what the Deployment starts. */
@Command(
    name = "tenantdb-operator",
    description = "Gives every store its own Postgres database on Neon.",
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, CrdsCommand.class})
public final class OperatorProgram {
  private OperatorProgram() {}

  /** Starts the program. */
  public static void main(String[] arguments) {
    JavaLogging.redirect();
    System.exit(new CommandLine(new OperatorProgram()).execute(arguments));
  }
}
