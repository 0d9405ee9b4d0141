package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Compute;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Project;
import io.tenantdb.neonlocal.faults.Fault;
import io.tenantdb.neonlocal.faults.FaultPlan;
import io.tenantdb.neonlocal.faults.Rule;
import io.tenantdb.sandbox.chaos.WriteGate;
import io.tenantdb.sandbox.chaos.WriteGate.Write;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator dies right after each of its outside effects, before it reads the answer: so between
 * every two of them. The call is held at Neon, or the write at an admission webhook; the process is
 * stopped, the effect happens, the process is killed, and another goes on.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {
  private static final Map<String, String> ALONE = Map.of("TENANTDB_LEADER_ELECTION", "false");
  private static final String HELD = "held";

  private StoreWorld world;
  private WriteGate gate;
  private Classes own;
  private SeparateOperator operator;
  private int lives;

  /** On the way of a store to Ready, in this order. */
  enum Making {
    PLACE_WRITE(null, null, Write.STATUS),
    CREATE_BRANCH("POST", "/projects/*/branches", null),
    CONNECTION_URI("GET", "/projects/*/connection_uri", null),
    RESET_PASSWORD("POST", "/projects/*/branches/*/roles/*/reset_password", null),
    SECRET_WRITE(null, null, Write.SECRET);

    private final @Nullable String method;
    private final @Nullable String path;
    private final @Nullable Write write;

    Making(@Nullable String method, @Nullable String path, @Nullable Write write) {
      this.method = method;
      this.path = path;
      this.write = write;
    }
  }

  @BeforeAll
  void aPlatformWithStoresThatAreToGo(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
    gate =
        WriteGate.start(world.neonFolder().resolve("gate"), world.client(), world.namespace(), "");
    own = world.classes("own").apply(ClassTerms.ofProjects());
    world.classes().apply(ClassTerms.usual().withTemplate("template", false));
    startOperator();
    for (String store : List.of("resized", "deleted", "bystander")) {
      world.stores().create(store, deleted(world.stores().spec(store)));
    }
    world.stores().create("deleted-alone", deleted(Specs.inClass(own).apply(spec("Alone"))));
    for (String store : List.of("resized", "deleted", "bystander", "deleted-alone")) {
      world.stores().awaitReady(store);
    }
  }

  @AfterAll
  void end() throws Exception {
    operator.close();
    gate.close();
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void shouldMakeAStoreOnceWhenItDiesAfter(Making effect) throws Exception {
    // Given
    String store = effect.name().toLowerCase(Locale.ROOT).replace('_', '-');
    TenantDatabaseSpec spec = spec(store);
    long branchesMade = world.calls().count("POST", "/branches");

    // When
    Runnable trigger = () -> world.stores().create(store, spec);
    if (effect.write == null) {
      dieAfterCall(requireNonNull(effect.method), requireNonNull(effect.path), trigger);
    } else {
      dieAfterWrite(effect.write, trigger);
    }
    startOperator();

    // Then
    world.stores().awaitReady(store);
    assertThat(world.calls().count("POST", "/branches")).isEqualTo(branchesMade + 1);
    assertIsWhole(store);
  }

  @Test
  @Order(2)
  void shouldMakeAnOwnProjectOnceWhenItDiesAfterAskingForIt() throws Exception {
    // Given
    TenantDatabaseSpec spec = Specs.inClass(own).apply(spec("project"));

    // When
    dieAfterCall("POST", "/projects", () -> world.stores().create("project", spec));
    startOperator();

    // Then
    world.stores().awaitReady("project");
    String name = requireNonNull(world.stores().location("project").projectName());
    assertThat(world.account().findProjects(name)).extracting(Project::name).containsExactly(name);
    assertThat(
            world.stores().open("project").query("select organization_id from tenantdb.identity"))
        .containsExactly(spec.organizationId());
  }

  @Test
  @Order(3)
  void shouldFinishAChangeOfAnEndpointWhenItDiesAfterAskingForIt() throws Exception {
    // When
    dieAfterCall(
        "PATCH",
        "/projects/*/endpoints/*",
        () -> world.stores().edit("resized", Specs.compute(new Compute(0.5, 2.0, 600))));
    startOperator();

    // Then
    world.stores().awaitReady("resized");
    assertThat(world.stores().get("resized").getStatus().compute())
        .isEqualTo(new Compute(0.5, 2.0, 600));
    assertIsWhole("resized");
  }

  @Test
  @Order(4)
  void shouldFinishADeletionWhenItDiesAfterAskingForIt() throws Exception {
    // Given
    NeonLocation place = world.stores().location("deleted");

    // When
    dieAfterCall("DELETE", "/projects/*/branches/*", () -> world.stores().delete("deleted"));
    startOperator();

    // Then
    world.stores().awaitGone("deleted");
    assertThat(world.account().branch(StoreWorld.PROJECT, requireNonNull(place.branchId())))
        .isEmpty();
    assertIsWhole("bystander");
  }

  @Test
  @Order(5)
  void shouldFinishTheDeletionOfAnOwnProjectWhenItDiesAfterAskingForIt() throws Exception {
    // Given
    String project = requireNonNull(world.stores().location("deleted-alone").projectId());

    // When
    dieAfterCall("DELETE", "/projects/*", () -> world.stores().delete("deleted-alone"));
    startOperator();

    // Then
    world.stores().awaitGone("deleted-alone");
    assertThat(world.account().project(project)).isEmpty();
    assertThat(world.account().project(StoreWorld.PROJECT)).isPresent();
    assertIsWhole("bystander");
  }

  private void dieAfterCall(String method, String path, Runnable trigger) throws Exception {
    long before = world.neon().journal().last();
    world
        .neon()
        .faults()
        .follow(FaultPlan.of(Rule.of(HELD, method, path, new Fault.Latency(500, 0)).times(1)));
    trigger.run();
    soon().until(() -> world.neon().faults().hits().getFirst().hits() > 0);
    operator.signal("STOP");
    soon()
        .until(
            () ->
                !world
                    .neon()
                    .journal()
                    .since(
                        before,
                        1,
                        // A password that is not there yet is an answer, too.
                        call ->
                            HELD.equals(call.fault())
                                && (method.equals("GET") || Boolean.TRUE.equals(call.effect())))
                    .calls()
                    .isEmpty());
    die();
    world.neon().faults().follow(FaultPlan.none());
  }

  private void dieAfterWrite(Write write, Runnable trigger) throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    gate.arm(
        write,
        () -> {
          stop();
          stopped.countDown();
          return true;
        });
    trigger.run();
    assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    // The answer of the webhook has to come to the API server, and its write to pass.
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    die();
  }

  private void stop() {
    try {
      operator.signal("STOP");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void die() throws Exception {
    operator.signal("KILL");
    assertThat(operator.exitStatus()).isEqualTo(137);
    operator.close();
  }

  private void startOperator() throws IOException {
    lives++;
    operator = SeparateOperator.start("crash-" + lives, world, ALONE);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(10, TimeUnit.MILLISECONDS);
  }

  /** One branch, and a Secret that opens it, with a password that no other role has. */
  private void assertIsWhole(String store) throws Exception {
    String organization = world.stores().get(store).getSpec().organizationId();
    assertThat(world.account().branches(StoreWorld.PROJECT))
        .extracting(Branch::name)
        .containsOnlyOnce("store-" + organization);
    StoreClient application = world.stores().open(store);
    assertThat(application.query("select organization_id from tenantdb.identity"))
        .containsExactly(organization);
    assertThat(
            world.account().branches(StoreWorld.PROJECT).stream()
                .flatMap(
                    branch ->
                        world
                            .account()
                            .password(StoreWorld.PROJECT, branch.id(), "store_app_1")
                            .stream())
                .filter(password -> password.reveal().equals(application.address().password())))
        .hasSize(1);
  }

  private TenantDatabaseSpec spec(String storeName) {
    return world.stores().spec(storeName);
  }

  private static TenantDatabaseSpec deleted(TenantDatabaseSpec spec) {
    return Specs.policy(DeletionPolicy.Delete).apply(spec);
  }
}
