package io.tenantdb.neon;

/**
 * What a client may choose of an endpoint.
 *
 * @param minCu least compute units, from 0.25; one unit is about 4 GB of memory
 * @param maxCu most compute units
 * @param suspendTimeoutSeconds 0 means Neon's default (300 s), which the Free plan insists on; -1
 *     never; else 60 to 604,800
 * @param disabled true refuses connections and suspends the compute
 */
public record EndpointSettings(
    double minCu, double maxCu, long suspendTimeoutSeconds, boolean disabled) {
  private static final long NEON_DEFAULT_TIMEOUT = 300;

  /** Whether both mean the same to Neon, which says 0 and 300 for one default time-out. */
  public boolean isSameAs(EndpointSettings other) {
    return minCu == other.minCu
        && maxCu == other.maxCu
        && timeout() == other.timeout()
        && disabled == other.disabled;
  }

  private long timeout() {
    return suspendTimeoutSeconds == NEON_DEFAULT_TIMEOUT ? 0 : suspendTimeoutSeconds;
  }
}
