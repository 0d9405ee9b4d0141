package io.tenantdb.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantdb.operator.account.NamespaceSecrets;
import io.tenantdb.operator.account.NeonAccounts;
import io.tenantdb.operator.account.SecretKeyrings;
import io.tenantdb.operator.config.OperatorConfig;
import io.tenantdb.operator.database.PostgresStoreDatabases;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.database.StoreSchemaCatalog;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.events.KubernetesEventRecorder;
import io.tenantdb.operator.events.LoggedEvents;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.FleetCensus;
import io.tenantdb.operator.fleet.KubernetesLiveStores;
import io.tenantdb.operator.guard.KubernetesClassRecords;
import io.tenantdb.operator.intake.KubernetesNewStores;
import io.tenantdb.operator.intake.StoreIntake;
import io.tenantdb.operator.metrics.LeaderGauges;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import io.tenantdb.operator.neon.Outages;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.secret.KubernetesConnectionSecrets;
import io.tenantdb.operator.status.BackoffTimes;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.tenant.Patrol;
import io.tenantdb.operator.tenant.StoreCaches;
import io.tenantdb.operator.tenant.StorePasses;
import io.tenantdb.operator.tenant.TenantDatabaseReconciler;
import io.tenantdb.operator.tenantclass.ClassDoubts;
import io.tenantdb.operator.tenantclass.ClassPass;
import io.tenantdb.operator.tenantclass.OrphanKeeper;
import io.tenantdb.operator.tenantclass.OrphanTerms;
import io.tenantdb.operator.tenantclass.TenantDatabaseClassReconciler;
import io.tenantdb.schema.SessionLimits;
import io.tenantdb.schema.StoreMigrator;
import io.tenantdb.schema.StoreSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the reconcilers together from the real doors to the world. */
final class Assembly implements AutoCloseable {
  /** Who begins to lead has stores to make first, in a JVM that is still slow. */
  private static final Duration FIRST_PATROL = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final Registry registry;
  private final MeterRegistry metrics;
  private final Duration patrolInterval;
  private final Clock clock;
  private final WakeUps wakeUps = new WakeUps();
  private final Rechecks rechecks = new Rechecks(new BackoffTimes(RandomGenerator.getDefault()));
  private final StoreSchemaCatalog schemas;
  private final StoreDatabases databases;
  private final OwnerMark mark;
  private final NeonWork neon;
  private final KubernetesEventRecorder events;
  private final NamespaceSecrets secrets;
  private final NeonAccounts accounts;
  private final SecretKeyrings keyrings;
  private final ClassPass classPass;
  private final TenantDatabaseClassReconciler classes;
  private final TenantDatabaseReconciler stores;
  private final LeaderWork patrol =
      new RepeatedWork("patrol", FIRST_PATROL, () -> newPatrol()::tick);
  private final Arrivals arrivals;
  private final LeaderWork arrivalWork;
  private @Nullable Fleet fleet;
  private final StoreIntake intake;
  private @Nullable StorePasses passes;
  private @Nullable ConnectionSecrets published;

  Assembly(
      OperatorConfig config,
      KubernetesClient client,
      String installation,
      Registry registry,
      BooleanSupplier mayAct,
      MeterRegistry metrics,
      LeaderGauges gauges,
      Clock clock) {
    this.client = client;
    this.registry = registry;
    this.metrics = metrics;
    this.clock = clock;
    patrolInterval = config.patrolInterval();
    StoreSchema schema = new StoreSchema();
    schemas = new StoreSchemaCatalog(schema);
    databases =
        new MeteredStoreDatabases(
            new PostgresStoreDatabases(new StoreMigrator(schema), SessionLimits.defaults()),
            metrics);
    mark = new OwnerMark(installation);
    Outages outages = new Outages(this::wakeThoseWhoMissNeon, clock);
    neon = new NeonWork(clock, wakeUps, outages, config.neonBurstPerSecond(), metrics, gauges);
    events =
        KubernetesEventRecorder.start(
            client, TenantDatabaseReconciler.NAME, instance(), metrics, clock);
    secrets = new NamespaceSecrets(client, config.operatorNamespace());
    accounts =
        new NeonAccounts(
            secrets,
            new MeteredNeonClients(
                config.neonRequestsPerMinute(),
                config.neonBurstPerSecond(),
                mayAct,
                outages,
                metrics,
                clock));
    keyrings = new SecretKeyrings(secrets);
    intake =
        new StoreIntake(this::fleet, new KubernetesNewStores(client), config.watchNamespaces());
    arrivals = new Arrivals(wakeUps, neon::isBehind, clock);
    arrivalWork = new RepeatedWork("arrivals", Duration.ZERO, () -> arrivals::tick);
    classPass = classPass(orphans(config));
    classes = new TenantDatabaseClassReconciler(classPass, wakeUps.classes());
    stores = new TenantDatabaseReconciler(this::storePasses, wakeUps.stores());
    gauges.add(Meters.ARRIVALS_WAITING, arrivals::waiting);
    gauges.add(this::census);
  }

  private Stream<Reading> census() {
    return fleet == null ? Stream.empty() : FleetCensus.of(fleet, clock);
  }

  TenantDatabaseClassReconciler classes() {
    return classes;
  }

  TenantDatabaseReconciler stores() {
    return stores;
  }

  /** All stores and classes; there once the store controller is registered. */
  Fleet fleet() {
    return Objects.requireNonNull(fleet, "the store controller is not registered yet");
  }

  /** The connection Secrets; there once the store controller is registered. */
  ConnectionSecrets published() {
    return Objects.requireNonNull(published, "the store controller is not registered yet");
  }

  /** Makes stores for organizations that ask for one. */
  StoreIntake intake() {
    return intake;
  }

  /** Where people are told what happened. */
  EventRecorder events() {
    return new LoggedEvents(events);
  }

  /** Watches Neon's operations. */
  LeaderWork neon() {
    return neon;
  }

  /** New stores, some of which wait to begin. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** Lets those begin that wait. */
  LeaderWork arrivalWork() {
    return arrivalWork;
  }

  /** Looks over the fleet in the background. */
  LeaderWork patrol() {
    return patrol;
  }

  private void wakeThoseWhoMissNeon() {
    neon.hurry();
    fleet().classes().stream().map(Waiter::of).forEach(wakeUps);
    fleet().all().stream()
        .filter(TenantDatabaseReconciler::waitsForNeon)
        .map(Waiter::of)
        .forEach(wakeUps);
  }

  private Patrol newPatrol() {
    return Objects.requireNonNull(passes, "the store controller is not registered yet")
        .patrol(wakeUps, patrolInterval);
  }

  /** Classes are looked at when a Secret that they name changes; the controllers run. */
  void watchSecrets() {
    secrets.onChange(classes::secretChanged);
  }

  @Override
  public void close() {
    secrets.close();
    events.close();
  }

  /** Which process reports: the pod's name in a cluster. */
  private static String instance() {
    return System.getenv().getOrDefault("HOSTNAME", "process-" + ProcessHandle.current().pid());
  }

  private OrphanKeeper orphans(OperatorConfig config) {
    return new OrphanKeeper(
        new OrphanKeeper.Doors(
            this::fleet,
            new KubernetesLiveStores(client),
            mark,
            neon.views(),
            neon.changes(),
            new LoggedEvents(events),
            clock,
            new OrphanTerms(config.watchNamespaces().isEmpty(), config.orphanGrace())));
  }

  private ClassPass classPass(OrphanKeeper orphans) {
    return new ClassPass(
        accounts,
        keyrings,
        schemas,
        databases,
        neon.views(),
        neon.changes(),
        mark,
        rechecks,
        new LoggedEvents(events),
        orphans,
        clock);
  }

  private StorePasses storePasses(StoreCaches caches) {
    fleet = caches.fleet();
    published =
        new MeteredConnectionSecrets(
            new KubernetesConnectionSecrets(
                client, caches.secrets(), TenantDatabaseReconciler.NAME),
            metrics);
    passes =
        new StorePasses(
            new StorePasses.Doors(
                caches.fleet(),
                published,
                accounts,
                keyrings,
                databases,
                schemas,
                neon.views(),
                neon.changes(),
                mark,
                registry,
                new KubernetesClassRecords(client),
                new LoggedEvents(events),
                rechecks,
                new ClassDoubts(classPass, wakeUps),
                Meters.STORES_TIME_TO_READY.timer(metrics)::record,
                wakeUps,
                clock));
    return passes;
  }
}
