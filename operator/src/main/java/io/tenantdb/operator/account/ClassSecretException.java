package io.tenantdb.operator.account;

import io.tenantdb.api.Reason;

/** A Secret that a class names is missing, or what it holds is of no use. A person must act. */
public final class ClassSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** A class's Secret that can't be used, and why. */
  public ClassSecretException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The reason for a condition. */
  public Reason reason() {
    return reason;
  }
}
