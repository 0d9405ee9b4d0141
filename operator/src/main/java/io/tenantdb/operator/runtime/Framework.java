package io.tenantdb.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.cache.ResourceCloner;
import io.tenantdb.operator.cache.SlimStore;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.metrics.FrameworkMeters;
import io.tenantdb.operator.tenant.TenantDatabaseReconciler;
import java.time.Duration;

/**
 * How the framework runs our controllers: its threads, caches, retries, and what it begins with.
 */
record Framework(OperatorConfig config) {
  /** Classes look for themselves, and the patrol looks after stores: this is never the first. */
  private static final Duration PERIODIC_PASS = Duration.ofHours(12);

  private static final int FIRST_RETRY_MILLIS = 1_000;
  private static final int LONGEST_RETRY_MILLIS = 300_000;

  /** An operator without controllers. */
  Operator operator(KubernetesClient client, MeterRegistry metrics) {
    return new Operator(
        settings ->
            settings
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withResourceCloner(new ResourceCloner(client.getKubernetesSerialization()))
                .withExecutorService(ReconcileThreads.of(config.reconcileThreads()))
                .withReconciliationTerminationTimeout(config.shutdownGrace())
                .withMetrics(
                    MicrometerMetricsV2.newBuilder(metrics)
                        .withExecutionTimerConfig(FrameworkMeters::withBuckets)
                        .build()));
  }

  /** Adds the controllers of classes and stores. */
  void register(Assembly assembly, Controllers controllers) {
    controllers.add(
        assembly.classes(),
        controller ->
            controller
                .withRetry(retry())
                .withReconciliationMaxInterval(PERIODIC_PASS)
                .withItemStore(SlimStore.ofWholeObjects()));
    controllers.add(
        assembly.stores(), controller -> configureStores(controller, assembly.arrivals()));
  }

  private void configureStores(
      ControllerConfigurationOverrider<TenantDatabase> controller, Arrivals arrivals) {
    controller
        .withRetry(retry())
        .withReconciliationMaxInterval(PERIODIC_PASS)
        .withItemStore(SlimStore.ofWholeObjects())
        .withInformerListLimit(SlimStore.PAGE)
        .withOnAddFilter(
            store ->
                TenantDatabaseReconciler.needsPassWhenFirstSeen(store)
                    && arrivals.beginsAtOnce(store))
        .withOnUpdateFilter(
            (after, before) -> {
              arrivals.changed(after);
              return true;
            });
    if (!config.watchNamespaces().isEmpty()) {
      controller.settingNamespaces(config.watchNamespaces());
    }
  }

  private static GenericRetry retry() {
    return new GenericRetry()
        .setInitialInterval(FIRST_RETRY_MILLIS)
        .setIntervalMultiplier(2)
        .setMaxInterval(LONGEST_RETRY_MILLIS)
        .withoutMaxAttempts();
  }
}
