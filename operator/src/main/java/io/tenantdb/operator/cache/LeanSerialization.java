package io.tenantdb.operator.cache;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;

/**
 * Reads the cluster's objects without the record of who set their fields, a third of an object that
 * nobody here reads, and knows only the kinds that the operator uses: to look for all there are
 * costs 0.3 s of CPU at start.
 *
 * <p>The framework (5.3.2) keeps what it wrote until the object's next event if the event of the
 * write came before its answer, which is usual, so what is not read here is not kept there either.
 */
public final class LeanSerialization extends KubernetesSerialization {
  /** A serialization of its own. */
  public LeanSerialization() {
    super(new ObjectMapper().addMixIn(ObjectMeta.class, WithoutManagedFields.class), false);
    registerKubernetesResource(TenantDatabase.class);
    registerKubernetesResource(TenantDatabaseClass.class);
    registerKubernetesResource(Secret.class);
    registerKubernetesResource(Event.class);
    registerKubernetesResource(Lease.class);
    registerKubernetesResource(Status.class);
  }

  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}
}
