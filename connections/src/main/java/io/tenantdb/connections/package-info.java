/**
 * The way back: from a host name or an organization to connections of that store's own database.
 * {@link io.tenantdb.connections.TenantConnections} is where to begin.
 */
@NullMarked
package io.tenantdb.connections;

import org.jspecify.annotations.NullMarked;
