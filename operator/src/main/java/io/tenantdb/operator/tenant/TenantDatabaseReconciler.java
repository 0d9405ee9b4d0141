package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Condition;
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
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.status.Conditions;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<String> WAITING =
      Set.of(Reason.NeonUnreachable.name(), Reason.DeletionBlocked.name());

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

  /** Whether a store waits because Neon could not be reached, and would go on if it can be. */
  public static boolean waitsForNeon(TenantDatabase database) {
    return Optional.ofNullable(database.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Ready))
        .map(Condition::getReason)
        .filter(WAITING::contains)
        .isPresent();
  }

  @Override
  public List<EventSource<?, TenantDatabase>> prepareEventSources(
      EventSourceContext<TenantDatabase> context) {
    StoreCaches caches = new StoreCaches(context, changed -> passes().concernedBy(changed));
    passes = assembly.apply(caches);
    List<EventSource<?, TenantDatabase>> sources = new ArrayList<>(caches.sources());
    sources.add(wakeUps);
    sources.add(new Confirmations());
    sources.add(new KnownStores(this::passes));
    return sources;
  }

  @Override
  public UpdateControl<TenantDatabase> reconcile(
      TenantDatabase database, Context<TenantDatabase> context) {
    PassResult result = passes().pass().run(database);
    UpdateControl<TenantDatabase> control =
        result.status().equals(database.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(asSeen(database, result.status()));
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
          .resource(asSeen(database, result.get().status()))
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
        asSeen(database, passes().pass().unforeseen(database, failure)));
  }

  private StorePasses passes() {
    return Objects.requireNonNull(passes, "reconciling before the event sources were prepared");
  }

  /**
   * The write of a status is refused if the resource is not as it was seen. Otherwise the framework
   * (5.3.2) takes a deletion or a change of the spec that came in between for part of its own write
   * and never tells of it; and of two processes that both lead, one would take away what the other
   * wrote down before it acted.
   */
  private static TenantDatabase asSeen(TenantDatabase seen, TenantDatabaseStatus status) {
    TenantDatabase fresh = withStatus(seen, status);
    fresh.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
    return fresh;
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
