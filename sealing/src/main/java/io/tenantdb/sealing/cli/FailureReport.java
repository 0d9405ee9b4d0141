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
    int code =
        switch (failure) {
          case SealedStringException refused -> REFUSED;
          case KeyringException unusable -> UNUSABLE_INPUT;
          case UncheckedIOException unreadable -> UNUSABLE_INPUT;
          default -> throw failure;
        };
    command.getErr().println("sealed-strings: " + failure.getMessage());
    return code;
  }
}
