package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Claims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says at a store that another, older one is served under the subdomain it names. */
final class SubdomainNews {
  private final Claims claims;
  private final EventRecorder events;

  SubdomainNews(Claims claims, EventRecorder events) {
    this.claims = claims;
    this.events = events;
  }

  /**
   * Says so once for each version of the spec.
   *
   * @param told the generation at which the store was at rest before; null if it was not
   */
  void tell(TenantDatabase database, @Nullable Long told) {
    if (!Objects.equals(database.getMetadata().getGeneration(), told)) {
      claims.otherUnderSubdomain(database).ifPresent(other -> warn(database, other));
    }
  }

  private void warn(TenantDatabase database, TenantDatabase other) {
    events.warning(
        database,
        "SubdomainTaken",
        "The subdomain %s is served by the older %s; applications don't find this store by it. Give one of them another."
            .formatted(database.getSpec().subdomain(), Claims.nameOf(other)));
  }
}
