package io.tenantdb.sandbox.bench.bare;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Three writes a resource: the finalizer (by the framework), a Secret, a condition. */
@ControllerConfiguration(
    name = BareReconciler.NAME,
    finalizerName = "bench.tenantdb.io/finalizer",
    fieldManager = BareReconciler.NAME)
final class BareReconciler implements Reconciler<BareStore>, Cleaner<BareStore> {
  static final String NAME = "bare";

  private static final String LABEL = "bench.tenantdb.io/secret";

  /** As long as a sealed connection string. */
  private static final String SECRET_TEXT = "c2VhbGVk".repeat(70);

  private @Nullable InformerEventSource<Secret, BareStore> secrets;

  @Override
  public List<EventSource<?, BareStore>> prepareEventSources(
      EventSourceContext<BareStore> context) {
    secrets =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Secret.class, BareStore.class)
                .withLabelSelector(LABEL)
                .build(),
            context);
    return List.of(secrets);
  }

  @Override
  public UpdateControl<BareStore> reconcile(BareStore store, Context<BareStore> context) {
    if (Objects.requireNonNull(secrets).get(idOfSecret(store)).isEmpty()) {
      Secret written =
          context.getClient().resource(secretOf(store)).fieldManager(NAME).serverSideApply();
      secrets.handleRecentResourceCreate(idOfSecret(store), written);
    }
    return isReady(store)
        ? UpdateControl.noUpdate()
        : UpdateControl.patchStatus(withStatus(store, ready(store)));
  }

  @Override
  public DeleteControl cleanup(BareStore store, Context<BareStore> context) {
    return DeleteControl.defaultDelete();
  }

  private static ResourceID idOfSecret(BareStore store) {
    return new ResourceID(secretName(store), store.getMetadata().getNamespace());
  }

  private static String secretName(BareStore store) {
    return store.getMetadata().getName() + "-connection";
  }

  private static Secret secretOf(BareStore store) {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(secretName(store))
            .withNamespace(store.getMetadata().getNamespace())
            .addToLabels(LABEL, "true")
            .endMetadata()
            .withType("Opaque")
            .addToData("connection-string.jwe", SECRET_TEXT)
            .build();
    secret.addOwnerReference(store);
    return secret;
  }

  private static boolean isReady(BareStore store) {
    return store.getStatus() != null && !store.getStatus().conditions().isEmpty();
  }

  private static Condition ready(BareStore store) {
    return new ConditionBuilder()
        .withType("Ready")
        .withStatus("True")
        .withReason("AsDesired")
        .withMessage("The store's Secret is there, and nothing else was asked for.")
        .withObservedGeneration(store.getMetadata().getGeneration())
        .withLastTransitionTime(Instant.now().toString())
        .build();
  }

  private static BareStore withStatus(BareStore store, Condition ready) {
    BareStore fresh = new BareStore();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withName(store.getMetadata().getName())
            .withNamespace(store.getMetadata().getNamespace())
            .build());
    fresh.setStatus(new BareStatus(List.of(ready)));
    return fresh;
  }
}
