package io.tenantdb.sealing.cli;

import io.tenantdb.sealing.KeyringException;
import io.tenantdb.sealing.SealedStringException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a person can put right into one line on standard error and an exit code; anything else
 * is a bug and keeps its trace.
 */
final class FailureReport implements IExecutionExceptionHandler {

  static final int UNUSABLE_INPUT = 3;
  static final int REFUSED = 4;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    int code = codeOf(failure);
    command.getErr().println("sealed-strings: " + failure.getMessage());
    return code;
  }

  private static int codeOf(Exception failure) throws Exception {
    if (failure instanceof SealedStringException) {
      return REFUSED;
    }
    if (failure instanceof KeyringException || failure instanceof UncheckedIOException) {
      return UNUSABLE_INPUT;
    }
    throw failure;
  }
}
