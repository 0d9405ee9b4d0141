package io.tenantdb.operator.simulation;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionGuard;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Encryption;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonAccount;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.SecretKeyRef;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Specs as people write and edit them. */
final class Specs {
  private Specs() {}

  static TenantDatabaseSpec store(
      String organizationId,
      @Nullable String className,
      @Nullable DeletionPolicy policy,
      boolean suspended) {
    return new TenantDatabaseSpec(
        organizationId, "Acme", null, className, null, null, null, null, policy, suspended);
  }

  static TenantDatabaseClassSpec tenantClass(
      boolean isDefault,
      Isolation isolation,
      List<String> projects,
      DeletionPolicy policy,
      @Nullable DeletionGuard guard) {
    return new TenantDatabaseClassSpec(
        isDefault,
        isolation,
        new NeonAccount(null, null, new SecretKeyRef("neon", null)),
        null,
        projects.stream().map(id -> new ProjectPlace(id, "aws-eu-central-1", null)).toList(),
        null,
        null,
        null,
        null,
        policy,
        guard,
        new Encryption(new SecretKeyRef("keyring", null)),
        null,
        null);
  }

  static TenantDatabaseSpec withMaxCu(TenantDatabaseSpec spec, double maxCu) {
    return copy(
        spec,
        new Compute(null, maxCu, null),
        spec.connectionSecret(),
        spec.deletionPolicy(),
        spec.isSuspended());
  }

  static TenantDatabaseSpec withSecret(TenantDatabaseSpec spec, ConnectionSecret secret) {
    return copy(spec, spec.compute(), secret, spec.deletionPolicy(), spec.isSuspended());
  }

  static TenantDatabaseSpec withPolicy(TenantDatabaseSpec spec, @Nullable DeletionPolicy policy) {
    return copy(spec, spec.compute(), spec.connectionSecret(), policy, spec.isSuspended());
  }

  static TenantDatabaseSpec suspended(TenantDatabaseSpec spec, boolean suspended) {
    return copy(spec, spec.compute(), spec.connectionSecret(), spec.deletionPolicy(), suspended);
  }

  private static TenantDatabaseSpec copy(
      TenantDatabaseSpec spec,
      @Nullable Compute compute,
      @Nullable ConnectionSecret secret,
      @Nullable DeletionPolicy policy,
      boolean suspended) {
    return new TenantDatabaseSpec(
        spec.organizationId(),
        spec.storeName(),
        spec.subdomain(),
        spec.className(),
        spec.region(),
        compute,
        spec.schema(),
        secret,
        policy,
        suspended);
  }

  static TenantDatabaseClassSpec withMaxCu(TenantDatabaseClassSpec spec, double maxCu) {
    return copy(spec, new Compute(null, maxCu, null), spec.deletionPolicy());
  }

  static TenantDatabaseClassSpec withPolicy(TenantDatabaseClassSpec spec, DeletionPolicy policy) {
    return copy(spec, spec.compute(), policy);
  }

  private static TenantDatabaseClassSpec copy(
      TenantDatabaseClassSpec spec, @Nullable Compute compute, @Nullable DeletionPolicy policy) {
    return new TenantDatabaseClassSpec(
        spec.isDefault(),
        spec.isolation(),
        spec.neon(),
        spec.defaultRegion(),
        spec.projects(),
        spec.projectTerms(),
        spec.template(),
        spec.database(),
        compute,
        policy,
        spec.deletionGuard(),
        spec.encryption(),
        spec.schema(),
        spec.intake());
  }
}
