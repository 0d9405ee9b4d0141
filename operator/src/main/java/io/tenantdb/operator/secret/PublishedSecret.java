package io.tenantdb.operator.secret;

import io.tenantdb.api.ConnectionSecret;

/**
 * A connection Secret that the operator wrote.
 *
 * @param branchId the branch its credentials are for
 * @param endpointId the compute endpoint they name the host of
 * @param role the Postgres role its credentials are for
 * @param format what it holds
 * @param sealed the sealed connection string, as it stands in the Secret
 * @param isAlone whether its owner has no Secret of another name
 */
public record PublishedSecret(
    String name,
    String branchId,
    String endpointId,
    String role,
    ConnectionSecret.Format format,
    String sealed,
    boolean isAlone) {}
