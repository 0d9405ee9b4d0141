package io.tenantdb.operator.secret;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.cache.SlimStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labelled Secrets in an informer's cache. */
public final class InformerSecretCache implements KubernetesConnectionSecrets.SecretCache {
  private static final String BY_OWNER = "owner";

  private final InformerEventSource<Secret, TenantDatabase> informer;

  /** A view of the informer's cache, which gets the index it needs; to be made before it starts. */
  public InformerSecretCache(InformerEventSource<Secret, TenantDatabase> informer) {
    this.informer = informer;
    informer.addIndexers(Map.of(BY_OWNER, InformerSecretCache::owners));
  }

  @Override
  public Optional<Secret> get(String namespace, String name) {
    return informer.get(new ResourceID(name, namespace));
  }

  @Override
  public List<Secret> ownedBy(String namespace, String uid) {
    return informer.byIndex(BY_OWNER, uid).stream()
        .filter(secret -> secret.getMetadata().getNamespace().equals(namespace))
        .toList();
  }

  /** What the informer of such a cache keeps: never the credentials themselves. */
  public static ItemStore<Secret> store() {
    return new SlimStore<>(ContentDigest::slim);
  }

  @Override
  public void written(@Nullable Secret before, Secret after) {
    ContentDigest.slim(after);
    ResourceID id = ResourceID.fromResource(after);
    if (before == null) {
      informer.handleRecentResourceCreate(id, after);
    } else {
      informer.handleRecentResourceUpdate(id, after, before);
    }
  }

  private static List<String> owners(Secret secret) {
    return secret.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid).toList();
  }
}
