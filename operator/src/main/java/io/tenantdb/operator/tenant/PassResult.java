package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabaseStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What one pass over a store came to.
 *
 * @param status the whole status, to be written if it differs from what is there
 * @param recheck when to look again if no event comes before; empty for the periodic pass
 */
record PassResult(TenantDatabaseStatus status, Optional<Duration> recheck) {}
