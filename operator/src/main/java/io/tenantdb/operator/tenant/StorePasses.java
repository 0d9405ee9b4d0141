package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.Accounts;
import io.tenantdb.operator.account.Keyrings;
import io.tenantdb.operator.database.SchemaCatalog;
import io.tenantdb.operator.database.StoreDatabases;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.Placement;
import io.tenantdb.operator.guard.ClassRecords;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.registry.Registry;
import io.tenantdb.operator.secret.ConnectionSecrets;
import io.tenantdb.operator.status.Rechecks;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The passes over stores, put together from the doors to the outside world. */
public final class StorePasses {
  private final Fleet fleet;
  private final Observer observer;
  private final StoreRegistry registry;
  private final UnreachableStores unreachable;
  private final LostPlaces lostPlaces;
  private final ArrivalOrder arrivals = new ArrivalOrder();
  private final Consumer<Waiter> wake;
  private final TenantPass pass;
  private final DeletionPass deletion;
  private final BiFunction<Consumer<Waiter>, Duration, Patrol> patrol;

  /**
   * What the passes reach the world through.
   *
   * @param wake makes a store's pass run
   * @param templates told of the templates that were seen, or missed, on the way
   */
  public record Doors(
      Fleet fleet,
      ConnectionSecrets secrets,
      Accounts accounts,
      Keyrings keyrings,
      StoreDatabases databases,
      SchemaCatalog schemas,
      ProjectViews views,
      ProjectChanges changes,
      OwnerMark mark,
      Registry registry,
      ClassRecords classRecords,
      EventRecorder events,
      Rechecks rechecks,
      TemplateNews templates,
      Milestones milestones,
      Consumer<Waiter> wake,
      Clock clock) {}

  /** Passes through these doors. */
  public StorePasses(Doors doors) {
    fleet = doors.fleet();
    wake = doors.wake();
    lostPlaces = new LostPlaces(fleet, doors.views());
    Placement placement = new Placement(doors.fleet(), doors.changes()::load);
    registry = new StoreRegistry(doors.registry(), doors.schemas(), fleet);
    unreachable = new UnreachableStores(doors.wake(), doors.clock());
    Doubts doubts = new Doubts();
    observer = new Observer(doors, doubts);
    pass =
        new TenantPass(
            observer,
            new NextStep(doors.mark(), doors.schemas()::offer),
            new Steps(
                placement,
                new StoreSearch(doors),
                new BranchSteps(doors, arrivals),
                new DatabaseSteps(doors)),
            new Report(doors, registry, unreachable));
    deletion = new DeletionPass(doors, observer, placement, registry, pass);
    patrol =
        (wake, interval) ->
            new Patrol(
                new StoreRound(fleet, observer, registry, wake),
                new ProjectRound(doors, observer, doubts, wake, interval),
                doors.clock());
  }

  /**
   * A patrol over the stores of these passes.
   *
   * @param wake makes a store's pass run
   * @param interval how often each Neon project is looked at
   */
  public Patrol patrol(Consumer<Waiter> wake, Duration interval) {
    return patrol.apply(wake, interval);
  }

  /**
   * The stores that a change of a class concerns: those that it leaves other than they are to be.
   * So it costs next to nothing where nothing follows from it, whatever the size of the fleet.
   */
  Stream<TenantDatabase> concernedBy(TenantDatabaseClass tenantClass) {
    String name = tenantClass.getMetadata().getName();
    return Stream.of(name, Fleet.UNNAMED)
        .flatMap(named -> fleet.ofClass(named).stream())
        .filter(store -> !observer.isSettled(store));
  }

  /** A resource came into sight. */
  void appeared(TenantDatabase database) {
    arrivals.appeared(database);
  }

  /** A resource is in the cluster no more, perhaps not by this process. */
  void gone(TenantDatabase database) {
    unreachable.forget(Waiter.of(database));
    registry.gone(database);
    lostPlaces.gone(database);
    arrivals.gone(database);
    wakeOthersUnder(database);
  }

  /** A resource changed in the cluster, by whomever. */
  void changed(TenantDatabase before, TenantDatabase after) {
    lostPlaces.changed(before, after);
    arrivals.changed(after);
    if (!Objects.equals(before.getSpec().subdomain(), after.getSpec().subdomain())) {
      wakeOthersUnder(before);
    }
  }

  /** A subdomain that gets free is the next one's, which says so in the registry. */
  private void wakeOthersUnder(TenantDatabase database) {
    String subdomain = database.getSpec().subdomain();
    if (subdomain != null) {
      fleet.ofSubdomain(subdomain).stream()
          .filter(other -> !other.getMetadata().getUid().equals(database.getMetadata().getUid()))
          .map(Waiter::of)
          .forEach(wake);
    }
  }

  Fleet fleet() {
    return fleet;
  }

  TenantPass pass() {
    return pass;
  }

  DeletionPass deletion() {
    return deletion;
  }
}
