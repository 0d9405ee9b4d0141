package io.tenantdb.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A compute endpoint: where clients connect to a branch.
 *
 * @param host as Neon gives it; never built by hand
 * @param readWrite false for a read replica
 * @param state {@code init}, {@code active} or {@code idle}
 * @param pendingState the state it is on the way to; null at rest
 * @param suspendTimeoutSeconds 0 means Neon's default (300), -1 never
 * @param disabled true means that no connection can wake it
 * @param lastActiveAt null when it was never used
 */
public record Endpoint(
    String id,
    String projectId,
    String branchId,
    String host,
    boolean readWrite,
    String state,
    @Nullable String pendingState,
    double minCu,
    double maxCu,
    long suspendTimeoutSeconds,
    boolean disabled,
    @Nullable Instant lastActiveAt) {

  /** The settings a client may change. */
  public EndpointSettings settings() {
    return new EndpointSettings(minCu, maxCu, suspendTimeoutSeconds, disabled);
  }

  /** The same endpoint with other settings. */
  public Endpoint withSettings(EndpointSettings settings) {
    return new Endpoint(
        id,
        projectId,
        branchId,
        host,
        readWrite,
        state,
        pendingState,
        settings.minCu(),
        settings.maxCu(),
        settings.suspendTimeoutSeconds(),
        settings.disabled(),
        lastActiveAt);
  }
}
