package io.tenantdb.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.http.OperatorHttp;
import io.tenantdb.operator.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole operator in this process: started as it is made, stopped by closing it. */
public final class RunningOperator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningOperator.class);

  /** A resource is looked at this often even if nothing ever happens to it. */
  private static final Duration PERIODIC_PASS = Duration.ofHours(1);

  private static final int FIRST_RETRY_MILLIS = 1_000;
  private static final int LONGEST_RETRY_MILLIS = 300_000;

  /** Last started, first stopped. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OperatorHttp http;

  private RunningOperator(OperatorConfig config, KubernetesClient client, Clock clock) {
    new JvmMemoryMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    String installation = installationId(config, client);
    RegistryPart registry = keep(new RegistryPart(config, installation, metrics, clock));
    Assembly assembly =
        keep(new Assembly(config, client, installation, registry.registry(), metrics, clock));
    Operator operator = operator(config, client);
    register(operator, assembly, config);
    http = keep(OperatorHttp.start(config.http(), new OperatorHealth(operator, registry), metrics));
    parts.push(operator::stop);
    operator.start();
    assembly.startWatching();
    if (config.watchNamespaces().isEmpty()) {
      forgetLeftovers(registry.registry(), assembly.fleet());
    }
    log.atInfo()
        .addKeyValue("namespace", config.operatorNamespace())
        .addKeyValue("installation", installation)
        .addKeyValue("httpPort", http.port())
        .log("operator started");
  }

  /**
   * Starts the operator; returns when its caches are filled and it reconciles.
   *
   * @param client to the cluster; stays the caller's to close
   */
  public static RunningOperator start(OperatorConfig config, KubernetesClient client, Clock clock) {
    return new RunningOperator(config, client, clock);
  }

  /** Where health and metrics are served. */
  public int httpPort() {
    return http.port();
  }

  /** Lets running passes end within the grace period, then stops everything. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("stopping a part of the operator failed");
      }
    }
    log.atInfo().log("operator stopped");
  }

  private Operator operator(OperatorConfig config, KubernetesClient client) {
    return new Operator(
        settings ->
            settings
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(config.reconcileThreads())
                .withReconciliationTerminationTimeout(config.shutdownGrace())
                .withMetrics(MicrometerMetricsV2.newBuilder(metrics).build()));
  }

  private static void register(Operator operator, Assembly assembly, OperatorConfig config) {
    operator.register(
        assembly.classes(),
        controller -> controller.withRetry(retry()).withReconciliationMaxInterval(PERIODIC_PASS));
    operator.register(
        assembly.stores(),
        controller -> {
          controller.withRetry(retry()).withReconciliationMaxInterval(PERIODIC_PASS);
          if (!config.watchNamespaces().isEmpty()) {
            controller.settingNamespaces(config.watchNamespaces());
          }
        });
  }

  private static GenericRetry retry() {
    return new GenericRetry()
        .setInitialInterval(FIRST_RETRY_MILLIS)
        .setIntervalMultiplier(2)
        .setMaxInterval(LONGEST_RETRY_MILLIS)
        .withoutMaxAttempts();
  }

  /**
   * What tells this installation's branches from another's: its cluster, unless it is configured.
   */
  private static String installationId(OperatorConfig config, KubernetesClient client) {
    return config.installationId() != null
        ? config.installationId()
        : client.namespaces().withName("kube-system").require().getMetadata().getUid();
  }

  /** Only with the whole cluster in sight: a store of another namespace is no leftover. */
  private static void forgetLeftovers(Registry registry, Fleet fleet) {
    registry.complete(
        fleet.all().stream()
            .map(store -> UUID.fromString(store.getSpec().organizationId()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }
}
