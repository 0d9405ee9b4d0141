package io.tenantdb.operator.guard;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.tenantdb.api.DeletionCount;
import io.tenantdb.api.TenantDatabaseClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The class's status in the cluster; a merge patch, since the rest of it is another's to write. */
public final class KubernetesClassRecords implements ClassRecords {
  private static final String FIELD_MANAGER = "tenantdb-operator-guard";

  private final KubernetesClient client;

  /** Records in the cluster of this client. */
  public KubernetesClassRecords(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<TenantDatabaseClass> read(String name) {
    return Optional.ofNullable(client.resources(TenantDatabaseClass.class).withName(name).get());
  }

  @Override
  public void write(TenantDatabaseClass tenantClass, List<DeletionCount> recentDeletions) {
    Map<String, Object> patch =
        Map.of(
            "metadata", Map.of("uid", tenantClass.getMetadata().getUid()),
            "status", Map.of("recentDeletions", recentDeletions));
    client
        .resources(TenantDatabaseClass.class)
        .withName(tenantClass.getMetadata().getName())
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(FIELD_MANAGER)
                .build(),
            client.getKubernetesSerialization().asJson(patch));
  }
}
