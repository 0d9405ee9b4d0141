package io.tenantdb.kubectl.cluster;

/**
 * What the command ends with: the numbers of {@code sysexits.h}, which stand clear of psql's own 1,
 * 2 and 3.
 */
public enum ExitStatus {
  /** Done. */
  DONE(0),
  /** The command line is wrong. */
  USAGE(64),
  /** The sealed string or the keyring is refused. */
  REFUSED(65),
  /** The store, its Secret, or the whole API is not there. */
  NOT_FOUND(66),
  /** The API server, or the kubeconfig that names it, can't be used. */
  UNREACHABLE(69),
  /** A fault of this command. */
  FAULT(70),
  /** The store is not in use now. */
  NOT_IN_USE(75),
  /** The caller has not the right. */
  FORBIDDEN(77),
  /** psql is not on the PATH. */
  NO_PSQL(127);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
