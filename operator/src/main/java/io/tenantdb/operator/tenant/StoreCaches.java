package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.tenantdb.api.Phase;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.cache.SlimStore;
import io.tenantdb.operator.fleet.CachedFleet;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.secret.InformerSecretCache;
import io.tenantdb.operator.secret.KubernetesConnectionSecrets;
import io.tenantdb.operator.secret.KubernetesConnectionSecrets.SecretCache;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caches that a store's passes read, which are also what wakes them. */
public final class StoreCaches {
  private final InformerEventSource<TenantDatabaseClass, TenantDatabase> classes;
  private final InformerEventSource<Secret, TenantDatabase> secrets;
  private final CachedFleet fleet;
  private final InformerSecretCache secretCache;

  /** Caches for the controller of this context; to be made before it starts. */
  StoreCaches(EventSourceContext<TenantDatabase> context) {
    classes =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(TenantDatabaseClass.class, TenantDatabase.class)
                .withName("classes")
                .withSecondaryToPrimaryMapper(this::storesWaitingFor)
                .withOnUpdateFilter(ClassNews::concernsStores)
                .build(),
            context);
    secrets =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Secret.class, TenantDatabase.class)
                .withName("connection-secrets")
                .withLabelSelector(KubernetesConnectionSecrets.MANAGED_LABEL)
                .withItemStore(InformerSecretCache.store())
                .withInformerListLimit(SlimStore.PAGE)
                // One that comes is our own, or brings nothing: only a loss or an edit matters.
                .withOnAddFilter(secret -> false)
                .withNamespacesInheritedFromController()
                .build(),
            context);
    fleet = new CachedFleet(context.getPrimaryCache(), classes);
    secretCache = new InformerSecretCache(secrets);
  }

  /** All stores and classes. */
  public Fleet fleet() {
    return fleet;
  }

  /** The connection Secrets. */
  public SecretCache secrets() {
    return secretCache;
  }

  List<EventSource<?, TenantDatabase>> sources() {
    return List.of(classes, secrets);
  }

  /**
   * A class's status changes often while its templates are made, and only stores that wait for it
   * care; its spec changes seldom, and then every store does.
   */
  private Set<ResourceID> storesWaitingFor(TenantDatabaseClass tenantClass) {
    String name = tenantClass.getMetadata().getName();
    boolean isNewSpec =
        tenantClass.getStatus() == null
            || !tenantClass
                .getMetadata()
                .getGeneration()
                .equals(tenantClass.getStatus().observedGeneration());
    return Stream.concat(fleet.ofClass(name).stream(), fleet.ofClass(Fleet.UNNAMED).stream())
        .filter(store -> isNewSpec || !isUp(store))
        .map(ResourceID::fromResource)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isUp(TenantDatabase store) {
    return store.getStatus() != null
        && (store.getStatus().phase() == Phase.Ready
            || store.getStatus().phase() == Phase.Suspended);
  }
}
