package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.cache.SlimStore;
import io.tenantdb.operator.fleet.CachedFleet;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.secret.InformerSecretCache;
import io.tenantdb.operator.secret.KubernetesConnectionSecrets;
import io.tenantdb.operator.secret.KubernetesConnectionSecrets.SecretCache;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caches that a store's passes read, which are also what wakes them. */
public final class StoreCaches {
  private final InformerEventSource<TenantDatabaseClass, TenantDatabase> classes;
  private final InformerEventSource<Secret, TenantDatabase> secrets;
  private final CachedFleet fleet;
  private final InformerSecretCache secretCache;

  /**
   * Caches for the controller of this context; to be made before it starts.
   *
   * @param concerned the stores that a change of a class concerns; asked once stores and Secrets
   *     are read
   */
  StoreCaches(
      EventSourceContext<TenantDatabase> context,
      Function<TenantDatabaseClass, Stream<TenantDatabase>> concerned) {
    classes =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(TenantDatabaseClass.class, TenantDatabase.class)
                .withName("classes")
                .withSecondaryToPrimaryMapper(
                    tenantClass ->
                        concerned
                            .apply(tenantClass)
                            .map(ResourceID::fromResource)
                            .collect(Collectors.toUnmodifiableSet()))
                .withOnUpdateFilter(ClassNews::concernsStores)
                .build(),
            context);
    secrets = new SecretsFirst(context);
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
   * Starts before the classes' source, which asks as it starts which stores each class concerns
   * (JOSDK 5.3.2 fills an index so); the answer needs the Secrets.
   */
  private static final class SecretsFirst extends InformerEventSource<Secret, TenantDatabase> {
    SecretsFirst(EventSourceContext<TenantDatabase> context) {
      super(
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
    }

    @Override
    public EventSourceStartPriority priority() {
      return EventSourceStartPriority.RESOURCE_STATE_LOADER;
    }
  }
}
