package io.tenantdb.operator.secret;

/** A Secret of the wanted name exists and belongs to somebody else. */
public final class SecretNameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretNameTakenException(String message) {
    super(message);
  }
}
