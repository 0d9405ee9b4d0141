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
    double minCu, double maxCu, long suspendTimeoutSeconds, boolean disabled) {}
