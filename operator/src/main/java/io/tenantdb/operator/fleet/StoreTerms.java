package io.tenantdb.operator.fleet;

import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.PostgresDatabase;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.EndpointSettings;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one store is to be, with every default filled in: its own spec, else its class's, else ours.
 *
 * @param region the short name
 * @param compute no component is null
 * @param schemaPin null means the newest version there is
 */
public record StoreTerms(
    String organizationId,
    String storeName,
    @Nullable String subdomain,
    String className,
    Isolation isolation,
    String region,
    Compute compute,
    boolean suspended,
    String schemaName,
    @Nullable String schemaPin,
    String databaseName,
    String ownerRole,
    DeletionPolicy deletionPolicy,
    String secretName,
    ConnectionSecret.Format secretFormat) {

  private static final Compute DEFAULT_COMPUTE = new Compute(0.25, 1.0, 300);

  /** Neon's own default, which its Free plan wants to hear as 0. */
  private static final int NEON_DEFAULT_TIMEOUT = 300;

  /** The terms of a store under a class. */
  public static StoreTerms of(TenantDatabase database, TenantDatabaseClass tenantClass) {
    TenantDatabaseSpec spec = database.getSpec();
    TenantDatabaseClassSpec terms = tenantClass.getSpec();
    Optional<ConnectionSecret> secret = Optional.ofNullable(spec.connectionSecret());
    return new StoreTerms(
        spec.organizationId(),
        spec.storeName(),
        spec.subdomain(),
        tenantClass.getMetadata().getName(),
        terms.isolation(),
        regionOf(database, tenantClass),
        computeOf(spec.compute(), terms.compute()),
        spec.isSuspended(),
        first(SchemaRef::name, spec.schema(), terms.schema()).orElse("store"),
        first(SchemaRef::version, spec.schema(), terms.schema()).orElse(null),
        databaseName(terms),
        ownerRole(terms),
        deletionPolicy(spec, terms),
        secret
            .map(ConnectionSecret::name)
            .orElse(database.getMetadata().getName() + "-connection"),
        secret.map(ConnectionSecret::format).orElse(ConnectionSecret.Format.Sealed));
  }

  /** The Postgres database of a class's stores. */
  public static String databaseName(TenantDatabaseClassSpec terms) {
    return Optional.ofNullable(terms.database()).map(PostgresDatabase::name).orElse("neondb");
  }

  /** The role that owns the database of a class's stores. */
  public static String ownerRole(TenantDatabaseClassSpec terms) {
    return Optional.ofNullable(terms.database())
        .map(PostgresDatabase::ownerRole)
        .orElse("neondb_owner");
  }

  /** The deletion policy of a store when its class says {@code terms}; null when that is gone. */
  public static DeletionPolicy deletionPolicy(
      TenantDatabaseSpec spec, @Nullable TenantDatabaseClassSpec terms) {
    if (spec.deletionPolicy() != null) {
      return spec.deletionPolicy();
    }
    return terms == null || terms.deletionPolicy() == null
        ? DeletionPolicy.Retain
        : terms.deletionPolicy();
  }

  /** The endpoint settings Neon is to have. */
  public EndpointSettings endpointSettings() {
    return endpointSettings(compute, suspended);
  }

  /** The endpoint settings of a compute whose values are all given. */
  public static EndpointSettings endpointSettings(Compute compute, boolean suspended) {
    Compute whole = computeOf(compute, null);
    long timeout = valueOf(whole.suspendTimeoutSeconds());
    return new EndpointSettings(
        valueOf(whole.minCu()),
        valueOf(whole.maxCu()),
        timeout == NEON_DEFAULT_TIMEOUT ? 0 : timeout,
        suspended);
  }

  /** The compute of whoever says something first, each value apart. */
  public static Compute computeOf(@Nullable Compute own, @Nullable Compute inherited) {
    return new Compute(
        first(Compute::minCu, own, inherited, DEFAULT_COMPUTE).orElse(null),
        first(Compute::maxCu, own, inherited, DEFAULT_COMPUTE).orElse(null),
        first(Compute::suspendTimeoutSeconds, own, inherited, DEFAULT_COMPUTE).orElse(null));
  }

  private static String regionOf(TenantDatabase database, TenantDatabaseClass tenantClass) {
    return Region.shortName(
        Stream.of(database.getSpec().region(), tenantClass.getSpec().defaultRegion())
            .filter(region -> region != null)
            .findFirst()
            .orElse("eu-central-1"));
  }

  @SafeVarargs
  private static <T, R> Optional<R> first(
      Function<T, @Nullable R> part, @Nullable T... candidates) {
    for (T candidate : candidates) {
      R value = candidate == null ? null : part.apply(candidate);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static <T> T valueOf(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a compute value is missing although all have defaults");
    }
    return value;
  }
}
