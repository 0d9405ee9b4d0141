package io.tenantdb.kubectl.cluster;

/**
 * Why the command can't do what it was asked, in words for a person: what, where, and what to do.
 * No secret is in it.
 */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitStatus status;
  private final String sentence;

  /** A failure with the sentence to print. */
  public PluginException(ExitStatus status, String message) {
    super(message);
    this.status = status;
    this.sentence = message;
  }

  /** What to tell the person. */
  public String sentence() {
    return sentence;
  }

  /** What the command ends with. */
  public ExitStatus status() {
    return status;
  }
}
