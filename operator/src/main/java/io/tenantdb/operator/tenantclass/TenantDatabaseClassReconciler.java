package io.tenantdb.operator.tenantclass;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassSpec;
import io.tenantdb.api.TenantDatabaseClassStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the framework's calls to the passes over classes, and their results back. */
@ControllerConfiguration(
    name = TenantDatabaseClassReconciler.NAME,
    fieldManager = TenantDatabaseClassReconciler.NAME,
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = SpecOrRequestChanged.class))
public final class TenantDatabaseClassReconciler implements Reconciler<TenantDatabaseClass> {
  /** Controller name, and field manager of what it writes. */
  public static final String NAME = "tenantdb-operator-classes";

  private final ClassPass pass;
  private final SimpleInboundEventSource<TenantDatabaseClass> wakeUps;
  private volatile @Nullable Cache<TenantDatabaseClass> classes;

  /**
   * A reconciler.
   *
   * @param wakeUps makes classes be looked at out of turn
   */
  public TenantDatabaseClassReconciler(
      ClassPass pass, SimpleInboundEventSource<TenantDatabaseClass> wakeUps) {
    this.pass = pass;
    this.wakeUps = wakeUps;
  }

  @Override
  public List<EventSource<?, TenantDatabaseClass>> prepareEventSources(
      EventSourceContext<TenantDatabaseClass> context) {
    classes = context.getPrimaryCache();
    return List.of(wakeUps);
  }

  /** A Secret of the operator's namespace came, changed or went: its classes are looked at. */
  public void secretChanged(String secretName) {
    Cache<TenantDatabaseClass> known = classes;
    if (known != null) {
      known
          .list()
          .filter(tenantClass -> names(tenantClass.getSpec(), secretName))
          .map(ResourceID::fromResource)
          .forEach(wakeUps::propagateEvent);
    }
  }

  @Override
  public UpdateControl<TenantDatabaseClass> reconcile(
      TenantDatabaseClass tenantClass, Context<TenantDatabaseClass> context) {
    ClassResult result = pass.run(tenantClass);
    UpdateControl<TenantDatabaseClass> control = UpdateControl.noUpdate();
    if (!result.status().equals(tenantClass.getStatus())) {
      TenantDatabaseClass written =
          context
              .resourceOperations()
              .serverSideApplyPrimaryStatus(withStatus(tenantClass, result));
      if (hasChangedSince(tenantClass, written)) {
        return control.reschedule();
      }
    }
    result.recheck().ifPresent(control::rescheduleAfter);
    return control;
  }

  /**
   * Whether somebody changed the class before our write came: the framework (5.3.2) takes that for
   * part of the write and does not tell of it. The write is not refused then, as a store's is, for
   * the fleet guard writes down each deletion in the same status; it is if the class is another one
   * of the same name by now.
   */
  private static boolean hasChangedSince(TenantDatabaseClass seen, TenantDatabaseClass written) {
    return !seen.getMetadata().getGeneration().equals(written.getMetadata().getGeneration());
  }

  private static boolean names(TenantDatabaseClassSpec spec, String secretName) {
    return spec.neon().apiKeySecretRef().name().equals(secretName)
        || spec.encryption().keyringSecretRef().name().equals(secretName);
  }

  /** A fresh object: server-side apply removes what a controller owns and leaves out. */
  private static TenantDatabaseClass withStatus(
      TenantDatabaseClass tenantClass, ClassResult result) {
    TenantDatabaseClass fresh = new TenantDatabaseClass();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(tenantClass.getMetadata().getName())
            .withUid(tenantClass.getMetadata().getUid())
            .build());
    TenantDatabaseClassStatus status = result.status();
    // The fleet guard counts the deletions, and a count of this pass may be older.
    fresh.setStatus(
        new TenantDatabaseClassStatus(
            status.observedGeneration(),
            status.schemaVersion(),
            status.projects(),
            List.of(),
            status.conditions(),
            status.orphans()));
    return fresh;
  }
}
