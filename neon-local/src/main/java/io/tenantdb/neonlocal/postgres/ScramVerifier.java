package io.tenantdb.neonlocal.postgres;

/**
 * What PostgreSQL stores of a password (RFC 5803, {@code SCRAM-SHA-256$…}). Computed here, so that
 * no password is ever part of an SQL statement.
 */
public final class ScramVerifier {

  private ScramVerifier() {}

  /** A verifier of the password, with a fresh salt. */
  public static String of(String password) {
    return ScramKeys.of(password).verifier();
  }
}
