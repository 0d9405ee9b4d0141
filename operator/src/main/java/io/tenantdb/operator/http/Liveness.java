package io.tenantdb.operator.http;

import org.jspecify.annotations.Nullable;

/**
 * Whether the process should go on.
 *
 * @param alive false asks Kubernetes to restart the process
 * @param reason why not; null when alive
 */
public record Liveness(boolean alive, @Nullable String reason) {

  /** All is well. */
  public static Liveness well() {
    return new Liveness(true, null);
  }

  /** Only a restart can help, because of {@code reason}. */
  public static Liveness stuck(String reason) {
    return new Liveness(false, reason);
  }
}
