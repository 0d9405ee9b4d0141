package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.TenantDatabaseClassStatus;
import java.time.Duration;
import java.util.Optional;

/** What one pass over a class came to. */
record ClassResult(TenantDatabaseClassStatus status, Optional<Duration> recheck) {}
