package io.tenantdb.kubectl;

import io.tenantdb.kubectl.connect.ConnectCommand;
import io.tenantdb.kubectl.connect.OpenCommand;
import io.tenantdb.kubectl.fleet.StatusCommand;
import io.tenantdb.kubectl.orphans.OrphansCommand;
import io.tenantdb.kubectl.terminal.Console;
import io.tenantdb.kubectl.why.WhyCommand;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code kubectl tenantdb}: what a person wants to know of the stores of a cluster. */
@Command(
    name = "kubectl tenantdb",
    description =
        "Reads, with the rights of your kubeconfig, how the stores' databases are. It changes nothing in the cluster.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    exitCodeOnInvalidInput = 64,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "64:the command line is wrong",
      "65:the sealed string or the keyring is refused",
      "66:no such store, Secret or class, or the operator's definitions are not installed",
      "69:the API server or the kubeconfig can't be used",
      "70:a fault of this command",
      "75:the store is not in use now",
      "77:you may not read what is needed",
      "127:psql, or a Java 17, was not found; else connect ends as psql does"
    })
public final class TenantdbPlugin {

  private TenantdbPlugin() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine(Console.ofProcess(), Clock.systemUTC()).execute(args));
  }

  static CommandLine commandLine(Console console, Clock clock) {
    return new CommandLine(new TenantdbPlugin())
        .addSubcommand(new StatusCommand(console, clock))
        .addSubcommand(new WhyCommand(console, clock))
        .addSubcommand(new ConnectCommand(console))
        .addSubcommand(new OpenCommand(console))
        .addSubcommand(new OrphansCommand(console, clock))
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler(new FailureReport(console));
  }
}
