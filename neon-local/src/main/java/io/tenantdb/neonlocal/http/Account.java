package io.tenantdb.neonlocal.http;

import java.time.Instant;

/**
 * Who owns everything in one neon-local.
 *
 * @param orgId identifier of the only organization
 * @param regionId region of projects that do not say
 */
public record Account(
    String userId,
    String email,
    String orgId,
    String orgName,
    String regionId,
    int branchesLimit,
    Instant since) {}
