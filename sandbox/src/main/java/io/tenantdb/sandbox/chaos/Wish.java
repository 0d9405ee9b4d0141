package io.tenantdb.sandbox.chaos;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.TenantDatabaseSpec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of a TenantDatabase's spec, one member each. */
final class Wish {
  private Wish() {}

  static TenantDatabaseSpec store(
      String organizationId, String storeName, String className, @Nullable DeletionPolicy policy) {
    return new TenantDatabaseSpec(
        organizationId, storeName, null, className, null, null, null, null, policy, null);
  }

  static UnaryOperator<TenantDatabaseSpec> storeName(String storeName) {
    return s ->
        copy(
            s,
            storeName,
            s.subdomain(),
            s.compute(),
            s.connectionSecret(),
            s.deletionPolicy(),
            s.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> subdomain(String subdomain) {
    return s ->
        copy(
            s,
            s.storeName(),
            subdomain,
            s.compute(),
            s.connectionSecret(),
            s.deletionPolicy(),
            s.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> compute(Compute compute) {
    return s ->
        copy(
            s,
            s.storeName(),
            s.subdomain(),
            compute,
            s.connectionSecret(),
            s.deletionPolicy(),
            s.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> secret(ConnectionSecret secret) {
    return s ->
        copy(
            s,
            s.storeName(),
            s.subdomain(),
            s.compute(),
            secret,
            s.deletionPolicy(),
            s.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> policy(DeletionPolicy policy) {
    return s ->
        copy(
            s,
            s.storeName(),
            s.subdomain(),
            s.compute(),
            s.connectionSecret(),
            policy,
            s.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> suspended(boolean suspended) {
    return s ->
        copy(
            s,
            s.storeName(),
            s.subdomain(),
            s.compute(),
            s.connectionSecret(),
            s.deletionPolicy(),
            suspended);
  }

  private static TenantDatabaseSpec copy(
      TenantDatabaseSpec spec,
      String storeName,
      @Nullable String subdomain,
      @Nullable Compute compute,
      @Nullable ConnectionSecret secret,
      @Nullable DeletionPolicy policy,
      @Nullable Boolean suspended) {
    return new TenantDatabaseSpec(
        spec.organizationId(),
        storeName,
        subdomain,
        spec.className(),
        spec.region(),
        compute,
        spec.schema(),
        secret,
        policy,
        suspended);
  }
}
