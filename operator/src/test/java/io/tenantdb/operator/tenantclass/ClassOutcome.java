package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.time.Duration;
import java.util.Optional;

/** Opens the pass over classes to tests outside of the package. */
public record ClassOutcome(TenantDatabaseClassStatus status, Optional<Duration> recheck) {

  /** One pass. */
  public static ClassOutcome of(ClassPass pass, TenantDatabaseClass tenantClass) {
    ClassResult result = pass.run(tenantClass);
    return new ClassOutcome(result.status(), result.recheck());
  }
}
