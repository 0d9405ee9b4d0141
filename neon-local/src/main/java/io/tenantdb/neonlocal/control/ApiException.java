package io.tenantdb.neonlocal.control;

/** A call that Neon would refuse; becomes the error body of the answer. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /** A refusal with HTTP status, Neon's code (often empty) and a message for people. */
  public ApiException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The request itself is wrong. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, "", message);
  }

  /** There is no such thing, or the key may not see it. */
  public static ApiException notFound(String what) {
    return new ApiException(404, "", what + " not found");
  }

  /** The name is taken. */
  public static ApiException conflict(String message) {
    return new ApiException(409, "", message);
  }

  /** A rule forbids it. */
  public static ApiException unprocessable(String code, String message) {
    return new ApiException(422, code, message);
  }

  /** Another operation holds the project. */
  public static ApiException locked(String message) {
    return new ApiException(423, "", message);
  }

  /** The project has unfinished operations, or Neon says so. */
  public static ApiException conflictingOperations() {
    return locked(
        "project already has running conflicting operations, scheduling of new ones is"
            + " prohibited");
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Neon's machine-readable code; often empty. */
  public String code() {
    return code;
  }
}
