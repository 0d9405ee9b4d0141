package io.tenantdb.neon;

import java.util.Objects;

/**
 * A value that must not reach logs, events, status or messages: a password or a URI that holds one.
 * {@code toString} hides it; {@link #reveal()} is the one way to read it.
 */
public final class Secret {
  private final String value;

  /** Wraps {@code value}. */
  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** The value itself, to hand to the one place that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
