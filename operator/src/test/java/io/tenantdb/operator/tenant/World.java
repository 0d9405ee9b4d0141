package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.database.FakeSchemaCatalog;
import io.tenantdb.operator.database.FakeStoreDatabases;
import io.tenantdb.operator.events.RecordingEvents;
import io.tenantdb.operator.fleet.ClassSample;
import io.tenantdb.operator.fleet.FakeFleet;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.guard.FakeClassRecords;
import io.tenantdb.operator.neon.FakeNeonApi;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.registry.RecordingRegistry;
import io.tenantdb.operator.secret.FakeConnectionSecrets;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.MutableClock;
import io.tenantdb.sealing.Keyring;
import io.tenantdb.sealing.Sealer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with one class, a Neon account with a template, and an operator that runs one pass when
 * the test says so.
 */
final class World {
  static final String PROJECT = "p1";
  static final String INSTALLATION = "installation-1";
  private static final int ENOUGH = 40;

  final MutableClock clock = new MutableClock();
  final FakeNeonApi neon = new FakeNeonApi(clock);
  final FakeFleet fleet = new FakeFleet();
  final FakeSchemaCatalog schemas = new FakeSchemaCatalog();
  final FakeStoreDatabases databases = new FakeStoreDatabases(neon);
  final FakeConnectionSecrets secrets = new FakeConnectionSecrets();
  final RecordingEvents events = new RecordingEvents();
  final RecordingRegistry registry = new RecordingRegistry();
  final SeenTemplates templates = new SeenTemplates();
  final List<Duration> timesToReady = new ArrayList<>();
  final FakeClassRecords classRecords = new FakeClassRecords(fleet);
  @Nullable ClassSecretException keyTrouble;
  @Nullable ClassSecretException keyringTrouble;
  private final Sealer sealer = new Sealer(Keyring.generate(clock));
  private OperatorProcess process = new OperatorProcess(this);

  private ClassSample standard = tenantClass("standard").byDefault();
  private final String templateId;

  /** A world in which stores can be made. */
  World() {
    templateId = addReadyProject(PROJECT);
    editClass(sample -> sample.readyProject(PROJECT, "aws-eu-central-1", null, templateId));
    neon.calls().forget();
  }

  void editClass(UnaryOperator<ClassSample> edit) {
    standard = edit.apply(standard);
    fleet.put(standard.build());
  }

  String templateId() {
    return templateId;
  }

  String templateHost() {
    return neon.endpointOf(templateId).host();
  }

  void addSecondProjectWithMoreRoom() {
    String template = addReadyProject("p2");
    editClass(sample -> sample.readyProject("p2", "aws-eu-central-1", 5000, template));
  }

  /** A project with a template, as the class's passes leave it; answers the template's id. */
  String addReadyProject(String projectId) {
    neon.addProject(projectId, "aws-eu-central-1");
    Branch template =
        neon.addBranch(
            projectId,
            "tenant-template",
            new OwnerMark(INSTALLATION).ofTemplate("store", "tenant-template"));
    neon.createEndpoint(projectId, template.id(), new EndpointSettings(0.25, 1, 0, false));
    neon.finishOperations();
    databases.migrate(
        neon.connectionUri(projectId, template.id(), "neondb", "neondb_owner", false), "6");
    return template.id();
  }

  NeonApi account() {
    if (keyTrouble != null) {
      throw keyTrouble;
    }
    return neon;
  }

  Sealer sealer() {
    if (keyringTrouble != null) {
      throw keyringTrouble;
    }
    return sealer;
  }

  void put(StoreSample sample) {
    fleet.put(sample.build());
  }

  void edit(String name, UnaryOperator<StoreSample> edit) {
    put(edit.apply(StoreSample.edit(store(name))));
  }

  /** Another subdomain, as the cluster tells of it. */
  void rename(String name, String subdomain) {
    TenantDatabase before = store(name);
    edit(name, sample -> sample.servedUnder(subdomain));
    process.passes.changed(before, store(name));
  }

  TenantDatabase store(String name) {
    return fleet.all().stream()
        .filter(database -> database.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** One pass, whose status is written. */
  PassResult pass(String name) {
    PassResult result = passWithoutWriting(name);
    store(name).setStatus(result.status());
    return result;
  }

  /** One pass after which the operator dies before it writes the status. */
  PassResult passWithoutWriting(String name) {
    return process.passes.pass().run(store(name));
  }

  /** One pass of the deletion; empty when the resource may go. */
  Optional<PassResult> deletionPass(String name) {
    Optional<PassResult> result = process.passes.deletion().run(store(name));
    boolean wasAllowed = DeletionGate.isAllowed(store(name));
    result.ifPresent(r -> store(name).setStatus(r.status()));
    // That the deletion goes on is written down before anything else; see the next step at once.
    return !wasAllowed && result.isPresent() && DeletionGate.isAllowed(store(name))
        ? deletionPass(name)
        : result;
  }

  /** Deletes and lets time pass until the resource may go. */
  void deleteUntilGone(String name) {
    for (int i = 0; i < ENOUGH; i++) {
      if (deletionPass(name).isEmpty()) {
        fleet.remove(store(name));
        return;
      }
      passTime();
    }
    throw new AssertionError("still there: " + status(name));
  }

  /** Lets Neon end its work and the operator see it. */
  void passTime() {
    neon.finishOperations();
    letTheOperatorLook();
  }

  void letTheOperatorLook() {
    clock.advance(Duration.ofSeconds(20));
    process.watch.tick();
  }

  /** Passes until there is nothing more to do; answers how many. */
  int run(String name) {
    for (int passes = 1; passes <= ENOUGH; passes++) {
      if (pass(name).recheck().isEmpty()) {
        return passes;
      }
      passTime();
    }
    throw new AssertionError("never done: " + status(name));
  }

  /** Passes until there is nothing more to do; answers how many of them changed the status. */
  long runCountingStatusWrites(String name) {
    long writes = 0;
    for (int passes = 1; passes <= ENOUGH; passes++) {
      TenantDatabaseStatus before = status(name);
      Optional<Duration> recheck = pass(name).recheck();
      writes += status(name).equals(before) ? 0 : 1;
      if (recheck.isEmpty()) {
        return writes;
      }
      passTime();
    }
    throw new AssertionError("never done: " + status(name));
  }

  /** Neon gives copies of the template new passwords from now on. */
  void protectTemplate() {
    neon.protectBranch(PROJECT, templateId, true);
    neon.finishOperations();
    neon.calls().forget();
  }

  /** The operator dies, and another starts. */
  void restart() {
    process = new OperatorProcess(this);
  }

  /** Lets the patrol go round, twenty times a second. */
  void patrolFor(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusMillis(50)) {
      process.patrol.tick();
      clock.advance(Duration.ofMillis(50));
    }
  }

  EndpointSettings endpointSettings(String name) {
    return neon.endpointOf(String.valueOf(location(name).branchId())).settings();
  }

  List<String> concernedByTheClass() {
    return process
        .passes
        .concernedBy(standard.build())
        .map(store -> store.getMetadata().getName())
        .toList();
  }

  boolean isWoken(String name) {
    return process.woken.stream().anyMatch(waiter -> waiter.name().equals(name));
  }

  TenantDatabaseStatus status(String name) {
    return Optional.ofNullable(store(name).getStatus()).orElse(TenantDatabaseStatus.empty());
  }

  NeonLocation location(String name) {
    return Optional.ofNullable(status(name).neon()).orElse(NeonLocation.nowhere());
  }

  Condition condition(String name, ConditionType type) {
    return Conditions.find(status(name).conditions(), type).orElseThrow();
  }

  String message(String name) {
    return condition(name, ConditionType.Ready).getMessage();
  }

  /** {@code status/reason} of the condition Ready. */
  String ready(String name) {
    Condition ready = condition(name, ConditionType.Ready);
    return ready.getStatus() + "/" + ready.getReason();
  }
}
