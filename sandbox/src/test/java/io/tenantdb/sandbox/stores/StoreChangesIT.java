package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Compute;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What changes in the spec of a store in use, and of its class, is carried out at Neon. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreChangesIT {
  private StoreWorld world;

  @BeforeAll
  void aPlatformWithAClass(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldRefuseConnectionsWhileSuspendedAndServeTheSameDataAfterwards() throws Exception {
    // Given
    world.stores().create("paused", world.stores().spec("Paused"));
    world.stores().awaitReady("paused");
    StoreClient application = world.stores().open("paused");
    application.execute("insert into products (name, price) values ('Bell', 4.50)");

    // When
    world.stores().edit("paused", Specs.suspended(true));

    // Then
    world.stores().awaitCondition("paused", "False", Reason.Suspended);
    assertThat(world.stores().get("paused").getStatus().phase()).isEqualTo(Phase.Suspended);
    assertThatThrownBy(() -> application.query("select 1")).isInstanceOf(SQLException.class);
    assertThat(endpoint("paused").settings().disabled()).isTrue();

    // When
    world.stores().edit("paused", Specs.suspended(false));

    // Then
    world.stores().awaitReady("paused");
    assertThat(application.query("select name from products")).containsExactly("Bell");
  }

  @Test
  void shouldMakeAStoreWholeBeforeItIsSuspendedFromTheStart() throws Exception {
    // Given
    world.stores().create("asleep", Specs.suspended(true).apply(world.stores().spec("Asleep")));
    world.stores().awaitCondition("asleep", "False", Reason.Suspended);
    StoreClient application = world.stores().open("asleep");
    assertThatThrownBy(() -> application.query("select 1")).isInstanceOf(SQLException.class);

    // When
    world.stores().edit("asleep", Specs.suspended(false));

    // Then
    world.stores().awaitReady("asleep");
    assertThat(application.query("select value from settings where key = 'store_name'"))
        .containsExactly("Asleep");
  }

  @Test
  void shouldBringBackADeletedSecretOfAStoreThatWasReadyWhenTheOperatorStarted() {
    // Given
    world.stores().create("restarted", world.stores().spec("Restarted"));
    world.stores().awaitReady("restarted");
    world.stopOperator();
    world.startOperator();

    // When
    world
        .client()
        .secrets()
        .inNamespace(world.namespace())
        .withName("restarted-connection")
        .delete();

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () -> assertThat(world.stores().findSecret("restarted-connection")).isPresent());
  }

  @Test
  void shouldSuspendAStoreAgainWhoseStatusWasLost() throws Exception {
    // Given
    world.stores().create("forgotten", world.stores().spec("Forgotten"));
    world.stores().awaitReady("forgotten");
    StoreClient application = world.stores().open("forgotten");
    world.stores().edit("forgotten", Specs.suspended(true));
    world.stores().awaitCondition("forgotten", "False", Reason.Suspended);
    NeonLocation place = world.stores().location("forgotten");
    world.stopOperator();
    world.stores().loseStatus("forgotten");

    // When
    world.startOperator();

    // Then
    world.stores().awaitCondition("forgotten", "False", Reason.Suspended);
    assertThat(world.stores().location("forgotten")).isEqualTo(place);
    assertThat(endpoint("forgotten").settings().disabled()).isTrue();
    assertThatThrownBy(() -> application.query("select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void shouldGiveTheEndpointTheSizeThatTheStoreAsksForAndTheClassesWhenItAsksNoMore() {
    // Given
    Classes small =
        world.classes("small").apply(ClassTerms.usual().withCompute(new Compute(0.5, 1.0, 600)));
    world.stores().create("sized", Specs.inClass(small).apply(world.stores().spec("Sized")));
    world.stores().awaitReady("sized");
    assertThat(endpoint("sized").settings()).isEqualTo(new EndpointSettings(0.5, 1.0, 600, false));

    // When // Then
    world.stores().edit("sized", Specs.compute(new Compute(null, 4.0, -1)));
    world.stores().awaitReady("sized");
    assertThat(endpoint("sized").settings()).isEqualTo(new EndpointSettings(0.5, 4.0, -1, false));
    assertThat(world.stores().get("sized").getStatus().compute())
        .isEqualTo(new Compute(0.5, 4.0, -1));

    // When // Then
    world.stores().edit("sized", Specs.compute(null));
    world.stores().awaitReady("sized");
    assertThat(endpoint("sized").settings()).isEqualTo(new EndpointSettings(0.5, 1.0, 600, false));
  }

  @Test
  void shouldApplyAnotherDefaultSizeOfTheClassToStoresThatDoNotSay() throws Exception {
    // Given
    Classes changing =
        world.classes("changing").apply(ClassTerms.usual().withCompute(new Compute(0.25, 1.0, 60)));
    world.stores().create("follows", Specs.inClass(changing).apply(world.stores().spec("Follows")));
    world
        .stores()
        .create(
            "insists",
            Specs.compute(new Compute(1.0, 2.0, 120))
                .apply(Specs.inClass(changing).apply(world.stores().spec("Insists"))));
    world.stores().awaitReady("follows");
    world.stores().awaitReady("insists");
    StoreClient application = world.stores().open("follows");

    // When
    changing.apply(ClassTerms.usual().withCompute(new Compute(0.5, 2.0, 300)));

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.stores().get("follows").getStatus().compute())
                    .isEqualTo(new Compute(0.5, 2.0, 300)));
    world.stores().awaitReady("follows");
    EndpointSettings followed = endpoint("follows").settings();
    assertThat(followed.minCu()).isEqualTo(0.5);
    assertThat(followed.maxCu()).isEqualTo(2.0);
    assertThat(followed.suspendTimeoutSeconds()).isIn(0L, 300L);
    assertThat(endpoint("insists").settings())
        .isEqualTo(new EndpointSettings(1.0, 2.0, 120, false));
    assertThat(application.query("select current_user")).containsExactly("store_app_1");
  }

  private Endpoint endpoint(String store) {
    NeonLocation location = world.stores().location(store);
    return world.account().endpoints(requireNonNull(location.projectId())).stream()
        .filter(endpoint -> endpoint.id().equals(location.endpointId()))
        .findFirst()
        .orElseThrow();
  }
}
