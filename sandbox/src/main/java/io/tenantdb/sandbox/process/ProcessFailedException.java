package io.tenantdb.sandbox.process;

/** A child process could not be started, or ended or stayed silent when it should have come up. */
public final class ProcessFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessFailedException(String message) {
    super(message);
  }

  ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
