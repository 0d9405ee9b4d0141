package io.tenantdb.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.http.OperatorHttp;
import io.tenantdb.operator.intake.OrganizationIntake;
import io.tenantdb.operator.leader.LeaderGate;
import io.tenantdb.operator.leader.Leadership;
import io.tenantdb.operator.metrics.FrameworkMeters;
import io.tenantdb.operator.metrics.LeaderGauges;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.ProcessMeters;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.service.ConnectionService;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole operator in this process: started as it is made, stopped by closing it. */
public final class RunningOperator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningOperator.class);

  /** Last started, first stopped. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OperatorConfig config;
  private final Consumer<String> lost;
  private final RegistryPart registry;
  private final Assembly assembly;
  private final Controllers controllers;
  private final OperatorHttp http;
  private final KubernetesClient client;
  private final @Nullable Leadership leadership;

  /** What only the leader does, in the order in which it begins; it ends the other way round. */
  private final List<LeaderWork> work;

  private @Nullable ConnectionService service;
  private boolean closed;

  private RunningOperator(
      OperatorConfig config, KubernetesClient client, Clock clock, Consumer<String> lost) {
    this.config = config;
    this.lost = lost;
    metrics.config().meterFilter(FrameworkMeters.descriptions());
    keep(new ProcessMeters()).bindTo(metrics);
    leadership =
        config.leader() == null
            ? null
            : keep(Leadership.of(config.leader(), client, new WhileLeading(), clock));
    String installation = installationId(config, client);
    LeaderGauges gauges = new LeaderGauges(this::isLeading, clock).showIn(metrics);
    registry = new RegistryPart(config, installation, gauges, clock);
    assembly =
        keep(
            new Assembly(
                config,
                client,
                installation,
                registry.registry(),
                this::isLeading,
                metrics,
                gauges,
                clock));
    Framework framework = new Framework(config);
    controllers = new Controllers(framework.operator(client, metrics), config.shutdownGrace());
    framework.register(assembly, controllers);
    work =
        List.of(
            registry,
            assembly.neon(),
            controllers,
            assembly.arrivalWork(),
            assembly.patrol(),
            intake(assembly, installation, gauges, clock));
    this.client = client;
    http =
        keep(
            OperatorHttp.start(
                config.http(), new OperatorHealth(controllers, registry, leadership), metrics));
    Meters.LEADER.gauge(metrics, this, operator -> operator.isLeading() ? 1 : 0);
    log.atInfo()
        .addKeyValue("namespace", config.operatorNamespace())
        .addKeyValue("installation", installation)
        .addKeyValue("httpPort", http.port())
        .log("operator starts");
  }

  /**
   * Starts the operator; returns when its caches are filled. It reconciles at once, or stands by
   * until the process that leads is gone. Should it lead and lose the lease, it stops.
   *
   * @param client to the cluster; stays the caller's to close
   */
  public static RunningOperator start(OperatorConfig config, KubernetesClient client, Clock clock) {
    return start(config, client, new LeaderGate(), clock, why -> {});
  }

  /**
   * The same for a process that must end when the lease is lost.
   *
   * @param client passes the gate
   * @param lost told why; called at once, before anything is stopped
   */
  public static RunningOperator start(
      OperatorConfig config,
      KubernetesClient client,
      LeaderGate gate,
      Clock clock,
      Consumer<String> lost) {
    RunningOperator operator = new RunningOperator(config, client, clock, lost);
    gate.closeUnless(operator::isLeading);
    operator.begin();
    return operator;
  }

  /** Where health and metrics are served. */
  public int httpPort() {
    return http.port();
  }

  /** Where the connection service is served, if it is. */
  public OptionalInt servicePort() {
    return service == null ? OptionalInt.empty() : OptionalInt.of(service.port());
  }

  /** Whether it acts now. */
  public boolean isLeading() {
    return leadership == null || leadership.isLeading();
  }

  /**
   * Lets running passes end within the grace period, then stops everything, and last gives the
   * lease back.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    work.reversed().forEach(one -> stop(one::onStopLeading));
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
    log.atInfo().log("operator stopped");
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.atWarn().setCause(e).log("stopping a part of the operator failed");
    }
  }

  private void begin() {
    controllers.fillCaches();
    if (config.service() != null) {
      service = keep(ConnectionService.start(config.service(), serviceDoors()));
      log.atInfo().addKeyValue("servicePort", service.port()).log("connection service starts");
    }
    if (leadership == null) {
      lead();
      return;
    }
    leadership.start();
    if (!leadership.isLeading()) {
      log.atInfo()
          .addKeyValue("leader", leadership.leader().orElse("unknown"))
          .log("operator stands by");
    }
  }

  private IntakePart intake(Assembly made, String installation, LeaderGauges gauges, Clock clock) {
    return new IntakePart(
        config.registry(),
        new OrganizationIntake.Doors(
            made.intake(),
            registry.registry(),
            made.events(),
            installation,
            this::isLeading,
            gauges,
            clock));
  }

  private ConnectionService.Doors serviceDoors() {
    return new ConnectionService.Doors(
        client, assembly::fleet, assembly::published, assembly.intake(), metrics);
  }

  private synchronized void lead() {
    if (closed) {
      return;
    }
    work.forEach(LeaderWork::onLeading);
    assembly.watchSecrets();
    if (config.watchNamespaces().isEmpty()) {
      forgetLeftovers(registry.registry(), assembly.fleet());
    }
    log.atInfo().log("operator started");
  }

  private final class WhileLeading implements Leadership.Listener {
    @Override
    public void onLeading() {
      lead();
    }

    @Override
    public void onLost(String why) {
      log.atError().log("this process may not act any more: {}", why);
      lost.accept(why);
      Thread.ofVirtual().name("stop").start(RunningOperator.this::close);
    }
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
