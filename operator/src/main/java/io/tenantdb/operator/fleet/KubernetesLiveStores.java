package io.tenantdb.operator.fleet;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tenantdb.api.TenantDatabase;
import java.util.List;

/** Asks the API server, which selects by a field of the resource. */
public final class KubernetesLiveStores implements LiveStores {
  private final KubernetesClient client;

  /** Stores as the client sees them; it must be allowed to list them in all namespaces. */
  public KubernetesLiveStores(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<String> ofOrganization(String organizationId) {
    return client
        .resources(TenantDatabase.class)
        .inAnyNamespace()
        .withField("spec.organizationId", organizationId)
        .list()
        .getItems()
        .stream()
        .map(Claims::nameOf)
        .toList();
  }
}
