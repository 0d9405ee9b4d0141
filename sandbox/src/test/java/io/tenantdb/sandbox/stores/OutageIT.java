package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Compute;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.neonlocal.control.OperationFaults;
import io.tenantdb.neonlocal.faults.Fault;
import io.tenantdb.neonlocal.faults.FaultPlan;
import io.tenantdb.neonlocal.faults.Rule;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Operation.Status;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stores wait for is gone for a while, and back. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {
  /**
   * Long enough that doubling pauses would be longer than what is allowed afterwards. {@code
   * -Doutage.seconds=60} for longer ones.
   */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("outage.seconds", 10));

  /** On a quiet machine it is within five; a busy one needs seconds to start some servers. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(12);

  private static final Duration LOOK = Duration.ofSeconds(3);

  private StoreWorld world;

  @BeforeAll
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply().awaitReady();
  }

  @AfterEach
  void calm() {
    world.neon().faults().follow(FaultPlan.none());
    world.neon().operationFaults().follow(OperationFaults.Plan.none());
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldBeReadySecondsAfterTheServersOfStoresAreBack(TestReporter reporter) {
    // Given
    List<String> stores = IntStream.range(0, 4).mapToObj(i -> "server-" + i).toList();
    stores.forEach(store -> world.stores().create(store, world.stores().spec(store)));
    stores.forEach(world.stores()::awaitReady);
    stores.forEach(this::putToSleep);
    int calls = world.calls().all().size();
    world
        .neon()
        .operationFaults()
        .follow(new OperationFaults.Plan(1, 1, 0, List.of(Action.START_COMPUTE), Status.ERROR, 0));

    // When
    stores.forEach(world.stores()::deleteSecret);

    // Then
    for (String store : stores) {
      assertThat(world.stores().awaitCondition(store, "Unknown", Reason.DatabaseUnreachable))
          .contains("can't be reached");
      assertThat(world.stores().get(store).getStatus().phase()).isEqualTo(Phase.Ready);
    }
    pass(OUTAGE);
    assertThat(looks(calls))
        .as("two looks a second in all, and the first ones")
        .isLessThan(4 * OUTAGE.toSeconds());

    // When
    int callsBefore = world.calls().all().size();
    world.neon().operationFaults().follow(OperationFaults.Plan.none());

    // Then
    await()
        .atMost(LOOK)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () ->
                assertThat(looks(callsBefore) + readyOf(stores))
                    .as("looked at again, or back by a look that was under way")
                    .isGreaterThanOrEqualTo(stores.size()));
    report(reporter, "servers", stores);
  }

  @Test
  void shouldBeReadySecondsAfterNeonIsBack(TestReporter reporter) {
    // Given
    world.stores().create("changed", world.stores().spec("Changed"));
    world.stores().awaitReady("changed");
    Rule nothing = new Rule("outage", null, null, null, 0, null, new Fault.ResetBefore());
    world.neon().faults().follow(FaultPlan.of(nothing));

    // When
    world.stores().edit("changed", Specs.compute(new Compute(0.5, 1.0, null)));

    // Then
    assertThat(world.stores().awaitCondition("changed", "Unknown", Reason.NeonUnreachable))
        .contains("Neon", "got no answer");

    // When
    world.stores().create("new", world.stores().spec("New"));
    pass(OUTAGE);

    // When
    world.neon().faults().follow(FaultPlan.none());

    // Then
    report(reporter, "Neon", List.of("changed", "new"));
  }

  @Test
  void shouldLookAndNotAskAgainWhenTheAnswerToACreateWasLost() throws Exception {
    // Given
    Classes own = world.classes("own").apply(ClassTerms.ofProjects()).awaitReady();
    Classes open =
        world.classes("open").apply(ClassTerms.usual().withTemplate("open", false)).awaitReady();
    long branchesMade = world.calls().count("POST", "/branches");
    long projectsMade = world.calls().count("POST", "/projects");
    Fault lost = new Fault.ResetAfter();
    world
        .neon()
        .faults()
        .follow(
            FaultPlan.of(
                Rule.of("branch", "POST", "/projects/*/branches", lost).times(1),
                Rule.of("project", "POST", "/projects", lost).times(1)));

    // When
    world.stores().create("branch", Specs.inClass(open).apply(world.stores().spec("Branch")));
    world.stores().create("project", Specs.inClass(own).apply(world.stores().spec("Project")));

    // Then
    for (String store : List.of("branch", "project")) {
      assertThat(world.stores().awaitReady(store).getStatus().phase()).isEqualTo(Phase.Ready);
      assertThat(world.stores().open(store).query("select organization_id from tenantdb.identity"))
          .containsExactly(world.stores().get(store).getSpec().organizationId());
    }
    assertThat(world.neon().faults().hits()).allMatch(rule -> rule.hits() == 1);
    assertThat(world.calls().count("POST", "/branches")).isEqualTo(branchesMade + 1);
    assertThat(world.calls().count("POST", "/projects")).isEqualTo(projectsMade + 1);
  }

  private long looks(int callsBefore) {
    return world.calls().since(callsBefore).stream()
        .filter(call -> call.contains("/connection_uri"))
        .count();
  }

  private long readyOf(List<String> stores) {
    return stores.stream().filter(world.stores()::isReady).count();
  }

  private void report(TestReporter reporter, String what, List<String> stores) {
    long start = System.nanoTime();
    await(what + " are back")
        .atMost(AFTERWARDS)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(
            () ->
                stores.stream()
                    .allMatch(
                        store ->
                            world.stores().isReady(store)
                                && world.stores().findSecret(store + "-connection").isPresent()));
    reporter.publishEntry(what, Duration.ofNanos(System.nanoTime() - start).toString());
  }

  private void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }

  private void putToSleep(String store) {
    NeonLocation place = world.stores().location(store);
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              world
                  .account()
                  .suspendEndpoint(StoreWorld.PROJECT, requireNonNull(place.endpointId()));
              return true;
            });
  }
}
