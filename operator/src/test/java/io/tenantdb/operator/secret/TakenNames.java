package io.tenantdb.operator.secret;

/** Opens the exception to tests outside of the package. */
public final class TakenNames {
  private TakenNames() {}

  /** As if the Secret belonged to somebody else. */
  public static RuntimeException exception(String secret) {
    return new SecretNameTakenException("Secret " + secret + " belongs to somebody else.");
  }
}
