package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store needs nothing, told from the cluster alone. It is what makes a restart free: no
 * call to Neon for a store that did not change.
 */
final class Settled {
  private Settled() {}

  static boolean isSettled(
      TenantDatabase database,
      StoreTerms terms,
      Optional<String> schemaTarget,
      Optional<PublishedSecret> secret) {
    TenantDatabaseStatus status = database.getStatus();
    return status != null
        && database.getMetadata().getGeneration().equals(status.observedGeneration())
        && isDone(status, terms)
        && terms.compute().equals(status.compute())
        && hasSchema(status.schema(), schemaTarget)
        && secret.map(published -> fits(published, status.neon(), terms)).orElse(false);
  }

  private static boolean isDone(TenantDatabaseStatus status, StoreTerms terms) {
    Optional<Condition> ready = Conditions.find(status.conditions(), ConditionType.Ready);
    return terms.suspended()
        ? ready.map(c -> Reason.Suspended.name().equals(c.getReason())).orElse(false)
        : ready.map(c -> "True".equals(c.getStatus())).orElse(false);
  }

  private static boolean hasSchema(@Nullable SchemaRef applied, Optional<String> target) {
    return applied != null && target.isPresent() && target.get().equals(applied.version());
  }

  private static boolean fits(
      PublishedSecret secret, @Nullable NeonLocation neon, StoreTerms terms) {
    return neon != null
        && secret.branchId().equals(neon.branchId())
        && secret.endpointId().equals(neon.endpointId())
        && secret.role().equals(neon.role())
        && secret.format() == terms.secretFormat()
        && secret.isAlone();
  }
}
