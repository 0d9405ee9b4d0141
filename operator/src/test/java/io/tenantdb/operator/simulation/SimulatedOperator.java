package io.tenantdb.operator.simulation;

import io.tenantdb.api.Phase;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.http.RequestBudget;
import io.tenantdb.neon.lanes.LaneTimes;
import io.tenantdb.neon.lanes.OperationsWatch;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.NeonAccounts;
import io.tenantdb.operator.database.FakeSchemaCatalog;
import io.tenantdb.operator.events.RecordingEvents;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.registry.TableMirror;
import io.tenantdb.operator.status.BackoffTimes;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.tenant.PassOutcome;
import io.tenantdb.operator.tenant.Patrol;
import io.tenantdb.operator.tenant.StorePasses;
import io.tenantdb.operator.tenant.TenantDatabaseReconciler;
import io.tenantdb.operator.tenantclass.ClassDoubts;
import io.tenantdb.operator.tenantclass.ClassPass;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process of the operator: all that it keeps in memory, and its death. */
final class SimulatedOperator {
  /** Seldom for what it costs; the real one ticks 20 times a second. */
  private static final long PATROL_TICK = 1_000;

  private final World world;
  private final int number;
  private final Map<String, RequestBudget> budgets = new HashMap<>();
  private final Flights flights;
  private final Informer<TenantDatabase> stores;
  private final Informer<TenantDatabaseClass> classes;
  private final Informer<SecretObject> secrets;
  private final Fleet fleet;
  private final TableMirror registry;
  private final StorePasses passes;
  private final OperationsWatch<Waiter> watch;
  private final ClassPass classPass;
  private final Patrol patrol;
  private final Controller storeController;
  private final Controller classController;
  private boolean alive = true;
  private boolean watching;
  private boolean mirroring;

  SimulatedOperator(World world, int number) {
    this.world = world;
    this.number = number;
    flights = new Flights(world);
    stores = new Informer<>(world, world.cluster.stores, this::storeChanged);
    classes = new Informer<>(world, world.cluster.classes, this::classChanged);
    secrets = new Informer<>(world, world.cluster.secrets, this::secretChanged);
    fleet = world.bug.in(new SimulatedFleet(stores::all, classes::all));
    registry = new TableMirror(world.registry);
    ProjectLanes<Waiter> lanes =
        new ProjectLanes<>(world.agenda, world.bug.in(LaneTimes.usual()), this::wake);
    ProjectViews views = new ProjectViews(world.agenda);
    ProjectChanges changes = new ProjectChanges(lanes, views);
    watch = new OperationsWatch<>(lanes, changes::accountOf, views::settled, 10, world.agenda);
    NeonAccounts accounts =
        new NeonAccounts(world.keys, (account, url, key) -> client(account, key.reveal()));
    Sessions sessions = new Sessions(world, this);
    FakeSchemaCatalog schemas = new FakeSchemaCatalog();
    OwnerMark mark = new OwnerMark(World.INSTALLATION);
    Rechecks rechecks = new Rechecks(new BackoffTimes(world.whims.generator()));
    RecordingEvents events = new RecordingEvents();
    classPass =
        new ClassPass(
            accounts,
            world::sealer,
            schemas,
            sessions,
            views,
            changes,
            mark,
            rechecks,
            events,
            world.agenda);
    passes =
        new StorePasses(
            new StorePasses.Doors(
                fleet,
                new ConnectionObjects(world, this),
                accounts,
                world::sealer,
                sessions,
                schemas,
                views,
                changes,
                mark,
                registry,
                new DeletionCounts(world, this),
                events,
                rechecks,
                new ClassDoubts(classPass, this::wake),
                this::wake,
                world.agenda));
    patrol = passes.patrol(this::wake, Duration.ofSeconds(45));
    storeController = new Controller(world, this, new StorePass(world, this, passes));
    classController = new Controller(world, this, new ClassPassing(world, this, classPass));
  }

  /** The caches are full; everything is looked at once. */
  void start() {
    world.history.tell(name(), "starts");
    classes.keys().forEach(classController::event);
    stores.all().stream()
        .filter(TenantDatabaseReconciler::needsPassWhenFirstSeen)
        .map(Cluster::key)
        .forEach(storeController::event);
    goOnPatrol();
    registry.audit();
    registry.complete(
        stores.all().stream()
            .map(store -> UUID.fromString(store.getSpec().organizationId()))
            .collect(Collectors.toUnmodifiableSet()));
    keepMirroring();
    auditNow();
  }

  String name() {
    return "operator-" + number;
  }

  boolean isAlive() {
    return alive;
  }

  Informer<TenantDatabase> stores() {
    return stores;
  }

  Informer<TenantDatabaseClass> classes() {
    return classes;
  }

  Informer<SecretObject> secrets() {
    return secrets;
  }

  Flights flights() {
    return flights;
  }

  /** It is gone, with all that it knew. */
  void die(String how) {
    if (alive) {
      alive = false;
      world.history.tell(name(), "DIES " + how);
      stores.stop();
      classes.stop();
      secrets.stop();
      world.died();
    }
  }

  void requireLife() {
    if (!alive) {
      throw new OperatorDied();
    }
  }

  void mayDie(String when) {
    requireLife();
    if (world.deaths.in(world.faults.death)) {
      die(when);
      throw new OperatorDied();
    }
  }

  /** Does something of its own, unless it is dead or dies of it. */
  void live(Runnable what) {
    if (!alive) {
      return;
    }
    try {
      what.run();
    } catch (OperatorDied death) {
      if (alive) {
        throw death;
      }
    }
  }

  /** A call that takes time, in which others act. */
  void elapse(long longest) {
    requireLife();
    world.agenda.elapse(world.whims.skewed(2, longest));
    requireLife();
  }

  /** A write to the API server. */
  void api(String what, Runnable write) {
    mayDie("before " + what);
    elapse(30);
    if (world.whims.in(world.faults.statusConflict)) {
      throw new ApiConflict("conflict at " + what);
    }
    boolean fails = world.whims.in(world.faults.apiFails);
    if (fails && world.whims.in(0.5)) {
      throw new ApiFailure("no answer, nothing done: " + what);
    }
    write.run();
    mayDie("after " + what);
    if (fails) {
      throw new ApiFailure("no answer, but done: " + what);
    }
  }

  /** The same without time to pass: the writer holds a lock. */
  void apiAtOnce(String what, Runnable write) {
    mayDie("before " + what);
    if (world.whims.in(world.faults.apiFails)) {
      throw new ApiFailure("no answer, nothing done: " + what);
    }
    write.run();
    mayDie("after " + what);
  }

  /** Whether a planted bug keeps the status from being written now. */
  boolean delays(TenantDatabase store, TenantDatabaseStatus status) {
    return world.bug.delays(store, status)
        && stores.pretend(Cluster.key(store), Cluster.withStatus(store, status));
  }

  /** Watches Neon's operations for as long as there is something to watch. */
  void keepWatching() {
    keepMirroring();
    if (!watching && alive && !watch.isIdle()) {
      watching = true;
      world.agenda.in(world.tick, () -> live(this::watch));
    }
  }

  private void watch() {
    try {
      watch.tick();
    } finally {
      watching = false;
    }
    keepWatching();
  }

  /** One that leaves frees its organization for those who wait for it. */
  void wakeOthersOf(TenantDatabase store) {
    fleet.ofOrganization(store.getSpec().organizationId()).stream()
        .map(Cluster::key)
        .filter(key -> !key.equals(Cluster.key(store)))
        .forEach(storeController::event);
  }

  /** A Secret of the operator's namespace changed. */
  void keysChanged() {
    classes.keys().forEach(classController::event);
  }

  private NeonApi client(String account, String key) {
    RequestBudget budget =
        budgets.computeIfAbsent(
            account,
            name -> new RequestBudget(world.callsPerMinute, world.callsPerSecond, world.agenda));
    return world.bug.in(
        new NeonClient(world.neon, new NeonLine(world, this, budget, key), Priority.NORMAL));
  }

  private void wake(Waiter waiter) {
    switch (waiter.kind()) {
      case STORE -> storeController.event(waiter.namespace() + "/" + waiter.name());
      case CLASS, ORPHANS -> classController.event(waiter.name());
    }
  }

  private void storeChanged(
      String key, @Nullable TenantDatabase before, @Nullable TenantDatabase after) {
    if (after == null) {
      storeController.forget(key);
      if (before != null) {
        PassOutcome.gone(passes, before);
      }
    } else if (before == null
        ? TenantDatabaseReconciler.needsPassWhenFirstSeen(after)
        : isNews(before, after)) {
      storeController.event(key);
    }
  }

  private static boolean isNews(TenantDatabase before, TenantDatabase after) {
    return !before.getMetadata().getGeneration().equals(after.getMetadata().getGeneration())
        || after.getMetadata().getFinalizers().isEmpty()
        || before.getMetadata().getFinalizers().isEmpty()
        || after.isMarkedForDeletion()
        || !Objects.equals(
            before.getMetadata().getAnnotations(), after.getMetadata().getAnnotations());
  }

  private void classChanged(
      String name, @Nullable TenantDatabaseClass before, @Nullable TenantDatabaseClass after) {
    if (after == null) {
      classController.forget(name);
    } else if (before == null
        || !before.getMetadata().getGeneration().equals(after.getMetadata().getGeneration())) {
      classController.event(name);
    }
    TenantDatabaseClass known = after == null ? before : after;
    if (known != null && (before == null || after == null || concernsStores(after, before))) {
      wakeStoresOf(known);
    }
  }

  /** As the store controller's caches have it: the guard's count does not. */
  private static boolean concernsStores(TenantDatabaseClass after, TenantDatabaseClass before) {
    TenantDatabaseClassStatus is = after.getStatus();
    TenantDatabaseClassStatus was = before.getStatus();
    return is == null
        || was == null
        || !Objects.equals(
            after.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !is.projects().equals(was.projects())
        || !is.conditions().equals(was.conditions())
        || !Objects.equals(is.observedGeneration(), was.observedGeneration());
  }

  private void goOnPatrol() {
    world.agenda.in(
        PATROL_TICK,
        () ->
            live(
                () -> {
                  patrol.tick();
                  goOnPatrol();
                }));
  }

  /** As the store controller's caches do. */
  private void wakeStoresOf(TenantDatabaseClass tenantClass) {
    boolean isNewSpec =
        tenantClass.getStatus() == null
            || !Objects.equals(
                tenantClass.getMetadata().getGeneration(),
                tenantClass.getStatus().observedGeneration());
    Stream.concat(
            fleet.ofClass(tenantClass.getMetadata().getName()).stream(),
            fleet.ofClass(Fleet.UNNAMED).stream())
        .filter(store -> isNewSpec || !isUp(store))
        .map(Cluster::key)
        .forEach(storeController::event);
  }

  private static boolean isUp(TenantDatabase store) {
    return store.getStatus() != null
        && (store.getStatus().phase() == Phase.Ready
            || store.getStatus().phase() == Phase.Suspended);
  }

  private void secretChanged(
      String key, @Nullable SecretObject before, @Nullable SecretObject after) {
    SecretObject known = after == null ? before : after;
    if (before != null && known != null && known.ownerUid() != null) {
      String uid = known.ownerUid();
      stores.all().stream()
          .filter(store -> store.getMetadata().getUid().equals(uid))
          .map(Cluster::key)
          .forEach(storeController::event);
    }
  }

  private void keepMirroring() {
    if (!mirroring) {
      mirroring = true;
      world.agenda.in(world.registryDelay(), () -> live(this::mirror));
    }
  }

  private void mirror() {
    mirroring = false;
    if (world.isRegistryDown()) {
      keepMirroring();
    } else if (registry.write()) {
      keepMirroring();
    }
  }

  private void auditNow() {
    world.agenda.in(
        600_000,
        () ->
            live(
                () -> {
                  registry.audit();
                  keepMirroring();
                  auditNow();
                }));
  }
}
