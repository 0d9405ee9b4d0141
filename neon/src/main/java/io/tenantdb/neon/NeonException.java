package io.tenantdb.neon;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a call to Neon, as a closed set in which each kind says what the caller may
 * do. Messages name the call, the status and Neon's request id; they never hold a secret.
 */
public abstract sealed class NeonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private NeonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Nothing was done: Neon could not be reached, or said so (503). Try again after a while. */
  public static final class Unavailable extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A failure without effect. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Nothing was done: over Neon's rate limit, or over our own budget. */
  public static final class Throttled extends NeonException {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    /** A refusal that ends after {@code retryAfter}. */
    public Throttled(String message, Duration retryAfter) {
      super(message, null);
      this.retryAfter = retryAfter;
    }

    /** How long to wait at least. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Nothing was done: other operations of the project go on (423). Wait for them, then repeat. */
  public static final class Locked extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A refusal because of running operations. */
    public Locked(String message) {
      super(message, null);
    }
  }

  /** It may or may not have been done: the answer to a change was lost. Look; never just repeat. */
  public static final class OutcomeUnknown extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A lost answer. */
    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The API key is missing, wrong, revoked (401), or lacks the right (403). A person must act. */
  public static final class KeyRejected extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A refusal of the key. */
    public KeyRejected(String message) {
      super(message, null);
    }
  }

  /** The thing, or what it belongs to, does not exist or is not visible to the key (404, 410). */
  public static final class NotFound extends NeonException {
    private static final long serialVersionUID = 1L;

    /** An absence. */
    public NotFound(String message) {
      super(message, null);
    }
  }

  /** The name is taken (409): look it up and adopt it if it is ours. */
  public static final class AlreadyExists extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A name clash. */
    public AlreadyExists(String message) {
      super(message, null);
    }
  }

  /** A limit of the plan is reached, or the plan lacks the feature (402, 422 with a LIMIT code). */
  public static final class LimitReached extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A refusal for want of room. */
    public LimitReached(String message) {
      super(message, null);
    }
  }

  /** Neon understood and refused (400, 406, 412, 422): unchanged it will not succeed. */
  public static final class Rejected extends NeonException {
    private static final long serialVersionUID = 1L;

    /** A refusal of the request itself. */
    public Rejected(String message) {
      super(message, null);
    }
  }
}
