package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Compute;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.argocd.Application;
import io.tenantdb.sandbox.argocd.Application.ResourceState;
import io.tenantdb.sandbox.argocd.Application.State;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Argo CD shows of stores that come from Git. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgoCdIT {
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private GitOps gitOps;
  private StoreWorld world;

  @BeforeAll
  void aPlatformWithArgoCd(KubernetesApiServer cluster) throws Exception {
    gitOps = GitOps.on(cluster);
    world = gitOps.world();
    world.classes().apply();
  }

  @BeforeEach
  void anOperator() {
    gitOps.startOperator();
  }

  @AfterAll
  void end() throws Exception {
    gitOps.close();
  }

  @Test
  void shouldBeSyncedAndHealthyWhenAndOnlyWhenTheExamplesAreReady() throws Exception {
    // Given
    gitOps.stopOperator();
    Classes tenantClass = world.classes("examples");
    gitOps
        .git()
        .write("examples/class.yaml", gitOps.manifests().exampleClass(tenantClass.name()))
        .write("examples/stores.yaml", gitOps.manifests().exampleStores(tenantClass.name()))
        .commit("The examples");

    // When
    Application application = gitOps.apply(gitOps.manifests().application("examples"));

    // Then
    GitOps.eventually(
        () ->
            assertThat(application.state().operationMessage())
                .contains("waiting for healthy state", "TenantDatabaseClass"));
    GitOps.throughout(A_WHILE, () -> !application.state().health().equals("Healthy"));
    assertThat(world.stores().find("acme")).as("a store of the wave behind").isEmpty();

    // When
    gitOps.startOperator();

    // Then
    AtomicBoolean healthyTooSoon = new AtomicBoolean();
    GitOps.eventually(
        () -> {
          State state = application.state();
          boolean ready = world.stores().find("grand-bazaar").isPresent() && allReady();
          if (state.health().equals("Healthy") && !ready) {
            healthyTooSoon.set(true);
          }
          assertThat(state.sync() + " " + state.health()).isEqualTo("Synced Healthy");
        });
    assertThat(healthyTooSoon).as("Healthy before all stores were Ready").isFalse();
    assertThat(application.kinds())
        .as("its parts; the operator's Secrets are none of them")
        .containsOnly("TenantDatabase", "TenantDatabaseClass");

    // When
    int syncs = application.syncs();
    for (int i = 0; i < 3; i++) {
      GitOps.lookAgain(application);
    }
    gitOps.stopOperator();
    gitOps.startOperator();
    GitOps.throughout(A_WHILE, () -> application.state().sync().equals("Synced"));

    // Then
    assertThat(application.syncs()).as("syncs").isEqualTo(syncs).isEqualTo(1);
  }

  private boolean allReady() {
    return List.of("acme", "bobby", "grand-bazaar").stream().allMatch(world.stores()::isReady);
  }

  @Test
  void shouldFollowAChangeFromProgressingToHealthy() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Changing");
    Application application = healthy("changing", spec);
    gitOps.stopOperator();

    // When
    TenantDatabaseSpec larger = Specs.compute(new Compute(0.5, 2.0, 600)).apply(spec);
    gitOps.commit("changing", "changing", larger);
    application.refresh();

    // Then
    String message = GitOps.awaitStore(application, "changing", "Progressing");
    assertThat(message).isEqualTo("The operator has not looked at the last change yet");

    // When
    gitOps.startOperator();

    // Then
    GitOps.await(application, "Synced", "Healthy");
    TenantDatabase store = world.stores().awaitReady("changing");
    assertThat(requireNonNull(store.getStatus().compute()).maxCu()).isEqualTo(2.0);
  }

  @Test
  void shouldUndoWhatSomebodyChangesByHand() throws Exception {
    // Given
    Compute small = new Compute(0.25, 1.0, 300);
    TenantDatabaseSpec spec = Specs.compute(small).apply(world.stores().spec("Mended"));
    Application application = healthy("mended", spec);

    // When
    world.stores().edit("mended", Specs.compute(new Compute(1.0, 2.0, 300)));

    // Then
    GitOps.eventually(
        () -> assertThat(world.stores().get("mended").getSpec().compute()).isEqualTo(small));
    GitOps.await(application, "Synced", "Healthy");
  }

  @Test
  void shouldLeaveAloneWhatGitSaysNothingOf() throws Exception {
    // Given
    Application application = healthy("silent", world.stores().spec("Silent"));

    // When
    Compute large = new Compute(1.0, 2.0, 300);
    world.stores().edit("silent", Specs.compute(large));

    // Then
    GitOps.lookAgain(application);
    GitOps.await(application, "Synced", "Healthy");
    assertThat(world.stores().get("silent").getSpec().compute()).isEqualTo(large);
  }

  @Test
  void shouldShowSuspendedStoresAsSuspended() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Resting");
    Application application = healthy("resting", spec);

    // When
    gitOps.commit("resting", "resting", Specs.suspended(true).apply(spec));
    application.refresh();

    // Then
    GitOps.await(application, "Synced", "Suspended");
    assertThat(GitOps.awaitStore(application, "resting", "Suspended")).contains("spec.suspended");
  }

  @Test
  void shouldShowABrokenStoreAsDegradedWithItsMessageAmongHealthyOnes() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Lost");
    gitOps.commit("lost", "found", world.stores().spec("Found"));
    gitOps.commit("lost", "lost", Specs.inClass(world.classes("nowhere")).apply(spec));

    // When
    Application application = gitOps.apply(gitOps.manifests().application("lost"));

    // Then
    GitOps.await(application, "Synced", "Degraded");
    String said = world.stores().awaitCondition("lost", "False", Reason.ClassMissing);
    assertThat(GitOps.awaitStore(application, "lost", "Degraded")).isEqualTo(said);
    GitOps.awaitStore(application, "found", "Healthy");

    // When
    world.classes("nowhere").apply();

    // Then
    GitOps.await(application, "Synced", "Healthy");
  }

  @Test
  void shouldMakeAnApplicationForEachFolderOfStores() throws Exception {
    // Given
    String folder = "stores/" + world.namespace() + "/";
    gitOps.commit(folder + "europe", "paris", world.stores().spec("Paris"));
    gitOps.commit(folder + "asia", "tokyo", world.stores().spec("Tokyo"));

    // When
    gitOps.apply(gitOps.manifests().applicationSet());

    // Then
    for (String region : List.of("europe", "asia")) {
      Application application = gitOps.application("stores-" + world.namespace() + "-" + region);
      GitOps.eventually(() -> assertThat(application.exists()).isTrue());
      GitOps.await(application, "Synced", "Healthy");
      assertThat(application.finalizers()).as("what would delete stores with it").isEmpty();
    }
    assertThat(List.of("paris", "tokyo")).allMatch(world.stores()::isReady);
  }

  /** An Application with one store of its name, which is Healthy. */
  private Application healthy(String name, TenantDatabaseSpec spec) throws Exception {
    gitOps.commit(name, name, spec);
    Application application = gitOps.apply(gitOps.manifests().application(name));
    GitOps.await(application, "Synced", "Healthy");
    assertThat(application.of("TenantDatabase", name).map(ResourceState::health))
        .contains("Healthy");
    return application;
  }
}
