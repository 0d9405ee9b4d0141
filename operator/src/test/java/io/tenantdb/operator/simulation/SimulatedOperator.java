package io.tenantdb.operator.simulation;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
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
import io.tenantdb.operator.status.BackoffTimes;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.operator.tenant.Milestones;
import io.tenantdb.operator.tenant.Patrol;
import io.tenantdb.operator.tenant.StorePasses;
import io.tenantdb.operator.tenant.TenantDatabaseReconciler;
import io.tenantdb.operator.tenantclass.ClassDoubts;
import io.tenantdb.operator.tenantclass.ClassPass;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One process of the operator: all that it keeps in memory, and its death. */
final class SimulatedOperator {
  /** Seldom for what it costs; the real one ticks 20 times a second. */
  private static final long PATROL_TICK = 1_000;

  private final World world;
  private final int number;
  private final Map<String, RequestBudget> budgets = new HashMap<>();
  private final Flights flights;
  private final WhoIsWoken woken;
  private final Informer<TenantDatabase> stores;
  private final Informer<TenantDatabaseClass> classes;
  private final Informer<SecretObject> secrets;
  private final Fleet fleet;
  private final RegistryLoop registry;
  private final StorePasses passes;
  private final OperationsWatch<Waiter> watch;
  private final ClassPass classPass;
  private final Patrol patrol;
  private final Controller storeController;
  private final Controller classController;
  private boolean alive = true;
  private boolean watching;

  SimulatedOperator(World world, int number) {
    this.world = world;
    this.number = number;
    flights = new Flights(world);
    woken = new WhoIsWoken(this);
    stores = new Informer<>(world, world.cluster.stores, woken::storeChanged);
    classes = new Informer<>(world, world.cluster.classes, woken::classChanged);
    secrets = new Informer<>(world, world.cluster.secrets, woken::secretChanged);
    fleet = world.bug.in(new SimulatedFleet(stores::all, classes::all));
    registry = new RegistryLoop(world, this);
    ProjectLanes<Waiter> lanes =
        new ProjectLanes<>(world.agenda, world.bug.in(LaneTimes.usual()), woken::wake);
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
                registry.registry(),
                new DeletionCounts(world, this),
                events,
                rechecks,
                new ClassDoubts(classPass, woken::wake),
                Milestones.ignored(),
                woken::wake,
                world.agenda));
    patrol = passes.patrol(woken::wake, Duration.ofSeconds(45));
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
    registry.start();
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

  Fleet fleet() {
    return fleet;
  }

  StorePasses passes() {
    return passes;
  }

  Controller storeController() {
    return storeController;
  }

  Controller classController() {
    return classController;
  }

  WhoIsWoken woken() {
    return woken;
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
    registry.goOn();
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

  private NeonApi client(String account, String key) {
    RequestBudget budget =
        budgets.computeIfAbsent(
            account,
            name -> new RequestBudget(world.callsPerMinute, world.callsPerSecond, world.agenda));
    return world.bug.in(
        new NeonClient(world.neon, new NeonLine(world, this, budget, key), Priority.NORMAL));
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
}
