package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.fleet.Claims;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.SchemaMigration;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the registry what the cluster says of a store. */
final class StoreRegistry {
  /** Reasons for which the store's own database can't be reached by its credentials. */
  private static final Set<String> NOT_SERVING =
      Set.of(Reason.BranchMissing.name(), Reason.BranchNotOurs.name(), Reason.WrongDatabase.name());

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
        state(status, secret),
        status.sizeBytes(),
        migrations(status.schema()));
  }

  /**
   * Applications are sent to a store that has all it needs, also while it is changed or while we
   * can't look: its database serves all the same.
   */
  private static State state(TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    if (isLost(status)) {
      return State.FAILED;
    }
    if (isWhole(status.neon(), secret)) {
      return status.phase() == Phase.Suspended ? State.SUSPENDED : State.ACTIVE;
    }
    return status.phase() == Phase.Failed ? State.FAILED : State.PROVISIONING;
  }

  private static boolean isLost(TenantDatabaseStatus status) {
    return Conditions.find(status.conditions(), ConditionType.Ready)
        .map(ready -> NOT_SERVING.contains(ready.getReason()))
        .orElse(false);
  }

  private static boolean isWhole(@Nullable NeonLocation neon, Optional<PublishedSecret> secret) {
    return secret.isPresent()
        && neon != null
        && neon.projectId() != null
        && neon.branchId() != null
        && neon.endpointId() != null;
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
