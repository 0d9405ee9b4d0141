package io.tenantdb.kubectl;

import io.tenantdb.kubectl.cluster.ExitStatus;
import io.tenantdb.kubectl.cluster.PluginException;
import io.tenantdb.kubectl.terminal.Console;
import io.tenantdb.sealing.KeyringException;
import io.tenantdb.sealing.SealedStringException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One sentence on standard error, and an exit code. */
final class FailureReport implements IExecutionExceptionHandler {
  /** Set to anything, a fault shows where it was. */
  private static final String DEBUG = "KUBECTL_TENANTDB_DEBUG";

  private final Console console;

  FailureReport(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof PluginException told) {
      console.tell(told.sentence());
      return told.status().code();
    }
    if (failure instanceof SealedStringException || failure instanceof KeyringException) {
      console.tell(failure.getMessage() + ".");
      return ExitStatus.REFUSED.code();
    }
    // Its message is not shown: nobody looked through what may be in it.
    console.tell(
        "A fault of this command (%s). With %s=1 it shows where; please report it."
            .formatted(failure.getClass().getSimpleName(), DEBUG));
    if (System.getenv(DEBUG) != null) {
      for (StackTraceElement place : failure.getStackTrace()) {
        console.err().println("  at " + place);
      }
    }
    return ExitStatus.FAULT.code();
  }
}
