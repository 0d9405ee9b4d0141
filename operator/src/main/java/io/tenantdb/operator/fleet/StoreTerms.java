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

  /**
   * Of a store's branch, or of its project where it has one for itself; its organization follows.
   */
  public static final String NAME_PREFIX = "store-";

  private static final Compute UNSAID = new Compute(null, null, null);
  private static final double DEFAULT_MIN_CU = 0.25;
  private static final double DEFAULT_MAX_CU = 1;
  private static final String DEFAULT_REGION = "eu-central-1";

  /** Neon's own default, which its Free plan wants to hear as 0. */
  private static final int NEON_DEFAULT_TIMEOUT = 300;

  /** The terms of a store under a class. */
  public static StoreTerms of(TenantDatabase database, TenantDatabaseClass tenantClass) {
    TenantDatabaseSpec spec = database.getSpec();
    TenantDatabaseClassSpec terms = tenantClass.getSpec();
    Optional<ConnectionSecret> secret = Optional.ofNullable(spec.connectionSecret());
    SchemaRef own = orEmpty(spec.schema());
    SchemaRef inherited = orEmpty(terms.schema());
    return new StoreTerms(
        spec.organizationId(),
        spec.storeName(),
        spec.subdomain(),
        tenantClass.getMetadata().getName(),
        terms.isolation(),
        regionOf(database, tenantClass),
        computeOf(spec.compute(), terms.compute()),
        spec.isSuspended(),
        coalesce(own.name(), inherited.name(), "store"),
        own.version() == null ? inherited.version() : own.version(),
        databaseName(terms),
        ownerRole(terms),
        deletionPolicy(spec, terms),
        secretName(database),
        secret.map(ConnectionSecret::format).orElse(ConnectionSecret.Format.Sealed));
  }

  /** The name of a store's connection Secret, in which its class has no say. */
  public static String secretName(TenantDatabase database) {
    return Optional.ofNullable(database.getSpec().connectionSecret())
        .map(ConnectionSecret::name)
        .orElse(database.getMetadata().getName() + "-connection");
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

  /** The endpoint settings of a compute. */
  public static EndpointSettings endpointSettings(Compute compute, boolean suspended) {
    double minCu = coalesce(compute.minCu(), null, DEFAULT_MIN_CU);
    double maxCu = coalesce(compute.maxCu(), null, DEFAULT_MAX_CU);
    int timeout = coalesce(compute.suspendTimeoutSeconds(), null, NEON_DEFAULT_TIMEOUT);
    return new EndpointSettings(
        minCu, maxCu, timeout == NEON_DEFAULT_TIMEOUT ? 0 : timeout, suspended);
  }

  /** The compute of whoever says something first, each value apart. */
  public static Compute computeOf(@Nullable Compute own, @Nullable Compute inherited) {
    Compute mine = own == null ? UNSAID : own;
    Compute theirs = inherited == null ? UNSAID : inherited;
    return new Compute(
        coalesce(mine.minCu(), theirs.minCu(), DEFAULT_MIN_CU),
        coalesce(mine.maxCu(), theirs.maxCu(), DEFAULT_MAX_CU),
        coalesce(
            mine.suspendTimeoutSeconds(), theirs.suspendTimeoutSeconds(), NEON_DEFAULT_TIMEOUT));
  }

  private static String regionOf(TenantDatabase database, TenantDatabaseClass tenantClass) {
    return Region.shortName(
        coalesce(
            database.getSpec().region(), tenantClass.getSpec().defaultRegion(), DEFAULT_REGION));
  }

  private static SchemaRef orEmpty(@Nullable SchemaRef schema) {
    return schema == null ? new SchemaRef(null, null) : schema;
  }

  private static <T> T coalesce(@Nullable T own, @Nullable T inherited, T otherwise) {
    if (own != null) {
      return own;
    }
    return inherited == null ? otherwise : inherited;
  }
}
