package io.tenantdb.operator.tenant;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.PublishedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the registry what the cluster says of a store. */
final class StoreRegistry {
  private final Registry registry;
  private final SchemaCatalog schemas;

  StoreRegistry(Registry registry, SchemaCatalog schemas) {
    this.registry = registry;
    this.schemas = schemas;
  }

  void publish(
      TenantDatabase database, TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    Optional<NeonLocation> neon = Optional.ofNullable(status.neon());
    String region = status.region();
    registry.publish(
        new RegistryEntry(
            organizationOf(database),
            neon.map(NeonLocation::projectId).orElse(null),
            neon.map(NeonLocation::branchId).orElse(null),
            neon.map(NeonLocation::endpointId).orElse(null),
            secret.map(PublishedSecret::sealed).orElse(null),
            region == null ? "unplaced" : region,
            state(status, secret),
            status.sizeBytes(),
            Optional.ofNullable(status.lastActiveTime()).map(Instant::parse).orElse(null),
            migrations(status.schema())));
  }

  void remove(TenantDatabase database) {
    registry.remove(organizationOf(database));
  }

  /** A store without all that the registry demands of one in use is still being made. */
  private static State state(TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    Phase phase = status.phase() == null ? Phase.Pending : status.phase();
    if (phase == Phase.Failed) {
      return State.FAILED;
    }
    NeonLocation neon = status.neon();
    boolean whole =
        secret.isPresent()
            && neon != null
            && neon.projectId() != null
            && neon.branchId() != null
            && neon.endpointId() != null;
    return switch (phase) {
      case Ready -> whole ? State.ACTIVE : State.PROVISIONING;
      case Suspended -> whole ? State.SUSPENDED : State.PROVISIONING;
      default -> State.PROVISIONING;
    };
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
