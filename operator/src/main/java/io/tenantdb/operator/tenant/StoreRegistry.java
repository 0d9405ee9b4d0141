package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.secret.PublishedSecret;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the registry what the cluster says of a store. */
final class StoreRegistry {
  private final Registry registry;
  private final SchemaCatalog schemas;
  private final Fleet fleet;
  private final Claims claims;

  StoreRegistry(Registry registry, SchemaCatalog schemas, Fleet fleet) {
    this.registry = registry;
    this.schemas = schemas;
    this.fleet = fleet;
    this.claims = new Claims(fleet);
  }

  /** Says how the store is, unless its resource went meanwhile, which can happen at any moment. */
  void publish(
      TenantDatabase database, TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    if (isInCluster(database)) {
      registry.publish(entry(database, status, secret));
      if (!isInCluster(database)) {
        gone(database);
      }
    }
  }

  /**
   * A resource is gone, perhaps not by this process: the registry forgets the store unless another
   * resource speaks for it.
   */
  void gone(TenantDatabase database) {
    boolean hasOther =
        fleet.ofOrganization(database.getSpec().organizationId()).stream()
            .anyMatch(other -> !isSame(other, database));
    if (!hasOther) {
      remove(database);
    }
  }

  void remove(TenantDatabase database) {
    registry.remove(organizationOf(database));
  }

  private boolean isInCluster(TenantDatabase database) {
    return fleet.ofOrganization(database.getSpec().organizationId()).stream()
        .anyMatch(known -> isSame(known, database));
  }

  private static boolean isSame(TenantDatabase one, TenantDatabase other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private RegistryEntry entry(
      TenantDatabase database, TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    Optional<NeonLocation> neon = Optional.ofNullable(status.neon());
    String region = status.region();
    return new RegistryEntry(
        organizationOf(database),
        claims.ownsSubdomain(database) ? database.getSpec().subdomain() : null,
        neon.map(NeonLocation::projectId).orElse(null),
        neon.map(NeonLocation::branchId).orElse(null),
        neon.map(NeonLocation::endpointId).orElse(null),
        secret.map(PublishedSecret::sealed).orElse(null),
        region == null ? "unplaced" : region,
        StoreState.of(status, secret),
        StoreState.why(status, secret),
        status.sizeBytes(),
        migrations(status.schema()));
  }

  private List<SchemaMigration> migrations(@Nullable SchemaRef schema) {
    if (schema == null || schema.name() == null || schema.version() == null) {
      return List.of();
    }
    return schemas.upTo(schema.name(), schema.version()).stream()
        .map(migration -> new SchemaMigration(migration.name(), migration.version()))
        .toList();
  }

  private static UUID organizationOf(TenantDatabase database) {
    return UUID.fromString(database.getSpec().organizationId());
  }
}
