package io.tenantdb.operator.cache;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;

/**
 * The copy of a cached resource that a pass may not harm. The specs and statuses of our own kinds
 * are records, so only their metadata is copied; by way of JSON, as the framework does, a copy
 * costs a tenth of a pass.
 */
public final class ResourceCloner implements Cloner {
  private final KubernetesSerialization serialization;

  /**
   * A cloner.
   *
   * @param serialization copies whatever is not of our own kinds
   */
  public ResourceCloner(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  @SuppressWarnings("unchecked") // A copy is of its original's class.
  public <R extends HasMetadata> R clone(R resource) {
    HasMetadata copy =
        switch (resource) {
          case TenantDatabase database -> copy(database, new TenantDatabase());
          case TenantDatabaseClass tenantClass -> copy(tenantClass, new TenantDatabaseClass());
          default -> serialization.clone(resource);
        };
    return (R) copy;
  }

  private static <S, T, R extends CustomResource<S, T>> R copy(R from, R to) {
    to.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
    to.setSpec(from.getSpec());
    to.setStatus(from.getStatus());
    return to;
  }
}
