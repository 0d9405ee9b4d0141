package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import java.util.List;
import java.util.Optional;

/** Brings the framework's calls to the passes, and their results back. */
@ControllerConfiguration(
    name = TenantDatabaseReconciler.NAME,
    finalizerName = "tenantdb.io/finalizer",
    fieldManager = TenantDatabaseReconciler.NAME)
public final class TenantDatabaseReconciler
    implements Reconciler<TenantDatabase>, Cleaner<TenantDatabase> {
  /** Controller name, and field manager of what it writes. */
  public static final String NAME = "tenantdb-operator";

  private final TenantPass pass;
  private final DeletionPass deletion;
  private final StoreEvents events;

  TenantDatabaseReconciler(TenantPass pass, DeletionPass deletion, StoreEvents events) {
    this.pass = pass;
    this.deletion = deletion;
    this.events = events;
  }

  @Override
  public List<EventSource<?, TenantDatabase>> prepareEventSources(
      EventSourceContext<TenantDatabase> context) {
    return events.sources(context);
  }

  @Override
  public UpdateControl<TenantDatabase> reconcile(
      TenantDatabase database, Context<TenantDatabase> context) {
    PassResult result = pass.run(database);
    UpdateControl<TenantDatabase> control =
        result.status().equals(database.getStatus())
            ? UpdateControl.noUpdate()
            : UpdateControl.patchStatus(withStatus(database, result.status()));
    result.recheck().ifPresent(control::rescheduleAfter);
    return control;
  }

  @Override
  public DeleteControl cleanup(TenantDatabase database, Context<TenantDatabase> context) {
    Optional<PassResult> result = deletion.run(database);
    if (result.isEmpty()) {
      events.released(database);
      return DeleteControl.defaultDelete();
    }
    if (!result.get().status().equals(database.getStatus())) {
      context
          .getClient()
          .resource(withStatus(database, result.get().status()))
          .fieldManager(NAME)
          .forceConflicts()
          .subresource("status")
          .serverSideApply();
    }
    DeleteControl control = DeleteControl.noFinalizerRemoval();
    return result.get().recheck().map(control::rescheduleAfter).orElse(control);
  }

  @Override
  public ErrorStatusUpdateControl<TenantDatabase> updateErrorStatus(
      TenantDatabase database, Context<TenantDatabase> context, Exception failure) {
    return ErrorStatusUpdateControl.patchStatus(
        withStatus(database, pass.unforeseen(database, failure)));
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
