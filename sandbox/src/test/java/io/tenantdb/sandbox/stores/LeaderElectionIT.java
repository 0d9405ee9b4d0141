package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.neon.Branch;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two operators as two processes: one acts, and the other takes its place. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderElectionIT {
  private static final Duration LEASE = Duration.ofSeconds(8);
  private static final int LEADERSHIP_LOST = 75;
  private static final Map<String, String> TERMS =
      Map.of(
          "TENANTDB_LEADER_LEASE_DURATION", LEASE.toString(),
          "TENANTDB_LEADER_RENEW_DEADLINE", "6s",
          "TENANTDB_LEADER_RETRY_PERIOD", "1s");

  private StoreWorld world;
  private SeparateOperator leader;
  private SeparateOperator standby;

  @BeforeAll
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
    world.classes().apply();
  }

  @BeforeEach
  void twoOperators() throws Exception {
    leader = SeparateOperator.start("first", world, TERMS);
    awaitLeading(leader, Duration.ofSeconds(20));
    standby = SeparateOperator.start("second", world, TERMS);
    world.classes().awaitReady();
  }

  @AfterEach
  void end() throws Exception {
    standby.close();
    leader.close();
  }

  @AfterAll
  void endOfThePlatform() throws Exception {
    world.close();
  }

  @Test
  void shouldActInOneProcessOnlyWhileTheOtherIsReadyAndDoesNothing() {
    // Given
    world.stores().create("acme", world.stores().spec("Acme"));

    // When
    world.stores().awaitReady("acme");

    // Then
    assertThat(leader.leads()).isTrue();
    assertThat(standby.leads()).isFalse();
    assertThat(standby.page("/readyz")).contains("standby; first leads");
    assertThat(leader.sum("tenantdb_neon_calls_seconds_count"))
        .isEqualTo(world.calls().all().size());
    assertThat(standby.page("/metrics"))
        .doesNotContain("tenantdb_neon_calls_seconds_count")
        .contains("tenantdb_leader 0");
    assertThat(standby.sum("reconciliations_started_total")).isZero();
    assertThat(standby.sum("tenantdb_events_total")).isZero();
    assertThat(reporters()).isNotEmpty().containsOnly("first");
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("first");
  }

  @Test
  void shouldHandOverWithinTheLeaseWhenTheLeaderIsKilled(TestReporter reporter) throws Exception {
    // Given
    world.stores().create("before-kill", world.stores().spec("Before"));
    world.stores().awaitReady("before-kill");

    // When
    leader.signal("KILL");
    Duration took = awaitLeading(standby, LEASE.plusSeconds(2));

    // Then
    reporter.publishEntry("hand-over after SIGKILL", took.toString());
    world.stores().create("after-kill", world.stores().spec("After"));
    world.stores().awaitReady("after-kill");
    assertThat(branchesOf("after-kill")).hasSize(1);
  }

  @Test
  void shouldHandOverAtOnceWhenTheLeaderIsStopped(TestReporter reporter) throws Exception {
    // Given
    world.stores().create("under-way", world.stores().spec("Under Way"));

    // When
    leader.signal("TERM");
    Duration took = awaitLeading(standby, Duration.ofSeconds(5));

    // Then
    reporter.publishEntry("hand-over after SIGTERM", took.toString());
    assertThat(leader.exitStatus()).isEqualTo(143);
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("second");
    world.stores().awaitReady("under-way");
    assertThat(branchesOf("under-way")).hasSize(1);
  }

  @Test
  void shouldEndWithoutHarmWhenALeaderWakesUpAfterItsTimeIsOver() throws Exception {
    // Given
    world.stores().create("paused", world.stores().spec("Paused"));
    leader.signal("STOP");
    awaitLeading(standby, LEASE.plusSeconds(2));
    world.stores().awaitReady("paused");
    String secret = world.stores().secret("paused-connection").getMetadata().getResourceVersion();
    String status = world.stores().get("paused").getMetadata().getResourceVersion();
    int calls = world.calls().all().size();

    // When
    leader.signal("CONT");
    int exitStatus = leader.exitStatus();

    // Then
    assertThat(exitStatus).isEqualTo(LEADERSHIP_LOST);
    assertThat(standby.leads()).isTrue();
    assertThat(branchesOf("paused")).hasSize(1);
    assertThat(world.stores().secret("paused-connection").getMetadata().getResourceVersion())
        .isEqualTo(secret);
    assertThat(world.stores().get("paused").getMetadata().getResourceVersion()).isEqualTo(status);
    assertThat(world.calls().since(calls)).noneMatch(call -> !call.startsWith("GET "));
    assertThat(world.stores().open("paused").query("select 1")).containsExactly("1");
  }

  private Duration awaitLeading(SeparateOperator operator, Duration limit) {
    long start = System.nanoTime();
    await(operator.name() + " leads")
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(operator::leads);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private List<Branch> branchesOf(String store) {
    String organization = world.stores().get(store).getSpec().organizationId();
    return world.account().branches(StoreWorld.PROJECT).stream()
        .filter(branch -> branch.name().contains(organization))
        .toList();
  }

  private List<String> reporters() {
    return world
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(world.namespace())
        .list()
        .getItems()
        .stream()
        .map(Event::getReportingInstance)
        .distinct()
        .toList();
  }

  private Lease lease() {
    return world
        .client()
        .leases()
        .inNamespace(world.operatorNamespace())
        .withName("tenantdb-operator-" + world.settings().get("TENANTDB_INSTALLATION_ID"))
        .require();
  }
}
