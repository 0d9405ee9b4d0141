package io.tenantdb.operator.tenantclass;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Annotations;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.OrphanRemoval;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.lanes.OperationsWatch;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.account.FakeOperatorSecrets;
import io.tenantdb.operator.account.KeyedClients;
import io.tenantdb.operator.account.NeonAccounts;
import io.tenantdb.operator.account.SecretKeyrings;
import io.tenantdb.operator.database.FakeSchemaCatalog;
import io.tenantdb.operator.database.FakeStoreDatabases;
import io.tenantdb.operator.events.RecordingEvents;
import io.tenantdb.operator.fleet.ClassSample;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.neon.FakeNeonApi;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import io.tenantdb.operator.status.BackoffTimes;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.MutableClock;
import io.tenantdb.operator.status.Rechecks;
import io.tenantdb.sealing.Keyring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** One class, a Neon account with an empty project, and an operator that passes when told. */
final class ClassWorld {
  static final String PROJECT = "p1";
  static final OwnerMark MARK = new OwnerMark("installation-1");
  private static final Duration SETTLED = LastLooks.PERIOD;
  private static final int ENOUGH = 30;

  final MutableClock clock = new MutableClock();
  final FakeNeonApi neon = new FakeNeonApi(clock);
  final FakeOperatorSecrets secrets = new FakeOperatorSecrets();
  final FakeSchemaCatalog schemas = new FakeSchemaCatalog();
  final FakeStoreDatabases databases = new FakeStoreDatabases(neon);
  final RecordingEvents events = new RecordingEvents();
  final FakeFleet fleet = new FakeFleet();

  /** What the API server says of every organization, whatever the caches say. */
  final List<String> liveOwners = new ArrayList<>();

  OrphanTerms orphanTerms = new OrphanTerms(true, Duration.ofDays(7));
  private ClassSample sample = tenantClass("standard").project(PROJECT, "aws-eu-central-1", null);
  private long generation = 1;
  private TenantDatabaseClass tenantClass = sample.build();
  private Running process;

  /** What the operator keeps in memory. */
  private record Running(ClassPass pass, OperationsWatch<Waiter> watch, ProjectViews views) {}

  ClassWorld() {
    neon.addProject(PROJECT, "aws-eu-central-1");
    secrets.put("neon", "api-key", "napi_key_one");
    secrets.put("keyring", "keyring.json", Keyring.generate(clock).toJwks());
    process = start();
  }

  /** The operator dies, and another starts. */
  void restart() {
    process = start();
  }

  void edit(UnaryOperator<ClassSample> edit) {
    TenantDatabaseClassStatus status = tenantClass.getStatus();
    generation++;
    sample = edit.apply(sample).generation(generation);
    tenantClass = sample.build();
    tenantClass.setStatus(status);
  }

  /** The class is deleted and made again. */
  void loseStatus() {
    tenantClass = sample.build();
  }

  /** A person annotates the class. */
  void ask(String removeOrphans) {
    tenantClass.getMetadata().setAnnotations(Map.of(Annotations.REMOVE_ORPHANS, removeOrphans));
  }

  OrphanReport orphans() {
    return Optional.ofNullable(status().orphans()).orElseThrow();
  }

  OrphanRemoval answer() {
    return Optional.ofNullable(orphans().removal()).orElseThrow();
  }

  ClassResult pass() {
    ClassResult result = process.pass().run(tenantClass);
    tenantClass.setStatus(result.status());
    return result;
  }

  /** The patrol lists a project; answers whether the class is to look at it. */
  boolean patrol(String projectId) {
    List<Waiter> woken = new ArrayList<>();
    ProjectView seen = process.views().view(projectId, neon, Duration.ZERO);
    new ClassDoubts(process.pass(), woken::add).seen(tenantClass, seen);
    return !woken.isEmpty();
  }

  void passTime() {
    neon.finishOperations();
    letTheOperatorLook();
  }

  void letTheOperatorLook() {
    clock.advance(Duration.ofSeconds(20));
    process.watch().tick();
  }

  /** Passes until the next is only the periodic one; answers how many. */
  int run() {
    for (int passes = 1; passes <= ENOUGH; passes++) {
      if (pass().recheck().filter(SETTLED::equals).isPresent()) {
        return passes;
      }
      passTime();
    }
    throw new AssertionError("never done: " + status());
  }

  TenantDatabaseClassStatus status() {
    return Optional.ofNullable(tenantClass.getStatus()).orElseThrow();
  }

  ProjectStatus project(String id) {
    return status().projects().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  /** {@code status/reason} of a condition. */
  String condition(ConditionType type) {
    Condition condition = Conditions.find(status().conditions(), type).orElseThrow();
    return condition.getStatus() + "/" + condition.getReason();
  }

  String message() {
    return Conditions.find(status().conditions(), ConditionType.Ready).orElseThrow().getMessage();
  }

  Branch template() {
    return neon.branchesNamed("tenant-template").getFirst();
  }

  private Running start() {
    ProjectViews views = new ProjectViews(clock);
    ProjectLanes<Waiter> lanes = new ProjectLanes<>(clock, waiter -> {});
    ProjectChanges changes = new ProjectChanges(lanes, views);
    ClassPass pass =
        new ClassPass(
            new NeonAccounts(secrets, new KeyedClients(neon, "napi_key_one")),
            new SecretKeyrings(secrets),
            schemas,
            databases,
            views,
            changes,
            MARK,
            new Rechecks(new BackoffTimes(new Random(1))),
            events,
            new OrphanKeeper(
                new OrphanKeeper.Doors(
                    () -> fleet,
                    organization -> List.copyOf(liveOwners),
                    MARK,
                    views,
                    changes,
                    events,
                    clock,
                    orphanTerms)),
            clock);
    return new Running(
        pass, new OperationsWatch<>(lanes, changes::accountOf, views::settled, 10, clock), views);
  }
}
