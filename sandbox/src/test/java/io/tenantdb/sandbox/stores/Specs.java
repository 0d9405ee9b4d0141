package io.tenantdb.sandbox.stores;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseSpec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of a store's spec: the same spec with one thing different. */
final class Specs {
  private Specs() {}

  static UnaryOperator<TenantDatabaseSpec> policy(DeletionPolicy policy) {
    return spec ->
        copy(
            spec, spec.region(), spec.compute(), spec.connectionSecret(), policy, spec.suspended());
  }

  /** A null name is the default one. */
  static UnaryOperator<TenantDatabaseSpec> secret(
      @Nullable String name, ConnectionSecret.Format format) {
    return spec ->
        copy(
            spec,
            spec.region(),
            spec.compute(),
            new ConnectionSecret(name, format),
            spec.deletionPolicy(),
            spec.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> suspended(boolean suspended) {
    return spec ->
        copy(
            spec,
            spec.region(),
            spec.compute(),
            spec.connectionSecret(),
            spec.deletionPolicy(),
            suspended);
  }

  static UnaryOperator<TenantDatabaseSpec> compute(@Nullable Compute compute) {
    return spec ->
        copy(
            spec,
            spec.region(),
            compute,
            spec.connectionSecret(),
            spec.deletionPolicy(),
            spec.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> region(String region) {
    return spec ->
        copy(
            spec,
            region,
            spec.compute(),
            spec.connectionSecret(),
            spec.deletionPolicy(),
            spec.suspended());
  }

  static UnaryOperator<TenantDatabaseSpec> withoutClass() {
    return spec -> inClass(spec, null, spec.schema());
  }

  static UnaryOperator<TenantDatabaseSpec> schema(SchemaRef schema) {
    return spec -> inClass(spec, spec.className(), schema);
  }

  static UnaryOperator<TenantDatabaseSpec> inClass(Classes tenantClass) {
    return spec -> inClass(spec, tenantClass.name(), spec.schema());
  }

  private static TenantDatabaseSpec inClass(
      TenantDatabaseSpec spec, @Nullable String className, @Nullable SchemaRef schema) {
    return new TenantDatabaseSpec(
        spec.organizationId(),
        spec.storeName(),
        spec.subdomain(),
        className,
        spec.region(),
        spec.compute(),
        schema,
        spec.connectionSecret(),
        spec.deletionPolicy(),
        spec.suspended());
  }

  private static TenantDatabaseSpec copy(
      TenantDatabaseSpec spec,
      @Nullable String region,
      @Nullable Compute compute,
      @Nullable ConnectionSecret secret,
      @Nullable DeletionPolicy policy,
      @Nullable Boolean suspended) {
    return new TenantDatabaseSpec(
        spec.organizationId(),
        spec.storeName(),
        spec.subdomain(),
        spec.className(),
        region,
        compute,
        spec.schema(),
        secret,
        policy,
        suspended);
  }
}
