package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the framework's calls to the passes, and their results back. */
@ControllerConfiguration(
    name = TenantDatabaseReconciler.NAME,
    finalizerName = TenantDatabaseReconciler.FINALIZER,
    fieldManager = TenantDatabaseReconciler.NAME)
public final class TenantDatabaseReconciler
    implements Reconciler<TenantDatabase>, Cleaner<TenantDatabase> {
  /** Controller name, and field manager of what it writes. */
  public static final String NAME = "tenantdb-operator";

  static final String FINALIZER = "tenantdb.io/finalizer";

  private final Function<StoreCaches, StorePasses> assembly;
  private final SimpleInboundEventSource<TenantDatabase> wakeUps;
  private @Nullable StorePasses passes;

  /**
   * A reconciler.
   *
   * @param assembly makes the passes once the caches they read exist
   * @param wakeUps makes stores be looked at out of turn
   */
  public TenantDatabaseReconciler(
      Function<StoreCaches, StorePasses> assembly,
      SimpleInboundEventSource<TenantDatabase> wakeUps) {
    this.assembly = assembly;
    this.wakeUps = wakeUps;
  }

  /**
   * Whether a store that comes into sight gets a pass at once. Those that say they are well wait
   * for the patrol: after a restart a new store must not stand behind all of them.
   */
  public static boolean needsPassWhenFirstSeen(TenantDatabase database) {
    return database.isMarkedForDeletion()
        || !database.getMetadata().getFinalizers().contains(FINALIZER)
        || !Drift.isUp(database)
        || !database
            .getMetadata()
            .getGeneration()
            .equals(database.getStatus().observedGeneration());
  }

  @Override
  public List<EventSource<?, TenantDatabase>> prepareEventSources(
      EventSourceContext<TenantDatabase> context) {
    StoreCaches caches = new StoreCaches(context);
    passes = assembly.apply(caches);
    List<EventSource<?, TenantDatabase>> sources = new ArrayList<>(caches.sources());
    sources.add(wakeUps);
    sources.add(new Confirmations());
    sources.add(new KnownStores());
    return sources;
  }

  @Override
  public UpdateControl<TenantDatabase> reconcile(
      TenantDatabase database, Context<TenantDatabase> context) {
    PassResult result = passes().pass().run(database);
    UpdateControl<TenantDatabase> control =
        result.status().equals(database.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(toWrite(database, result.status()));
    result.recheck().ifPresent(control::rescheduleAfter);
    return control;
  }

  @Override
  public DeleteControl cleanup(TenantDatabase database, Context<TenantDatabase> context) {
    Optional<PassResult> result = passes().deletion().run(database);
    if (result.isEmpty()) {
      passes().fleet().ofOrganization(database.getSpec().organizationId()).stream()
          .map(ResourceID::fromResource)
          .filter(other -> !other.equals(ResourceID.fromResource(database)))
          .forEach(wakeUps::propagateEvent);
      return DeleteControl.defaultDelete();
    }
    if (!result.get().status().equals(database.getStatus())) {
      context
          .getClient()
          .resource(withStatus(database, result.get().status()))
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withForce(true)
                  .withFieldManager(NAME)
                  .build());
    }
    DeleteControl control = DeleteControl.noFinalizerRemoval();
    return result.get().recheck().map(control::rescheduleAfter).orElse(control);
  }

  @Override
  public ErrorStatusUpdateControl<TenantDatabase> updateErrorStatus(
      TenantDatabase database, Context<TenantDatabase> context, Exception failure) {
    if (failure instanceof KubernetesClientException refused
        && refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
      // Somebody else wrote; what was seen is old, and no status can be told from it.
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    return ErrorStatusUpdateControl.patchStatus(
        withStatus(database, passes().pass().unforeseen(database, failure)));
  }

  private StorePasses passes() {
    return Objects.requireNonNull(passes, "reconciling before the event sources were prepared");
  }

  /**
   * A store gets its place once: the write that gives it one is refused if the resource is not as
   * it was seen, so that two processes can't both place it.
   */
  private static TenantDatabase toWrite(TenantDatabase database, TenantDatabaseStatus status) {
    TenantDatabase fresh = withStatus(database, status);
    if (!hasPlace(database.getStatus()) && hasPlace(status)) {
      fresh.getMetadata().setResourceVersion(database.getMetadata().getResourceVersion());
    }
    return fresh;
  }

  private static boolean hasPlace(@Nullable TenantDatabaseStatus status) {
    return status != null && status.neon() != null;
  }

  /** A fresh object: server-side apply removes what a controller owns and leaves out. */
  private static TenantDatabase withStatus(TenantDatabase database, TenantDatabaseStatus status) {
    TenantDatabase fresh = new TenantDatabase();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(database.getMetadata().getName())
            .withNamespace(database.getMetadata().getNamespace())
            .build());
    fresh.setStatus(status);
    return fresh;
  }
}
