package io.tenantdb.operator.secret;

import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.neon.Secret;

/**
 * A store's credentials, about to be written.
 *
 * @param name of the Secret
 * @param endpointId the compute endpoint whose host both URIs name
 * @param pooled URI that reaches the database through Neon's pooler
 * @param direct URI that reaches the compute itself
 * @param sealed the pooled URI, sealed
 */
public record StoreCredentials(
    String name,
    ConnectionSecret.Format format,
    String branchId,
    String endpointId,
    String role,
    Secret pooled,
    Secret direct,
    String sealed) {}
