package io.tenantdb.operator.secret;

import io.tenantdb.api.ConnectionSecret;

/**
 * A connection Secret that the operator wrote.
 *
 * @param branchId the branch its credentials are for
 * @param role the Postgres role its credentials are for
 * @param format what it holds
 * @param sealed the sealed connection string, as it stands in the Secret
 */
public record PublishedSecret(
    String name, String branchId, String role, ConnectionSecret.Format format, String sealed) {}
