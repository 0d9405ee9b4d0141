package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.argocd.Application;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of stores that a real Argo CD removes. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgoCdPruneIT {
  private static final int MAX = 2;
  private static final Duration A_WHILE = Duration.ofSeconds(6);

  private GitOps gitOps;
  private StoreWorld world;

  @BeforeAll
  void aPlatformWithArgoCd(KubernetesApiServer cluster) throws Exception {
    gitOps = GitOps.on(cluster);
    world = gitOps.world();
    gitOps.startOperator();
    world.classes().apply(ClassTerms.usual().withDeletionGuard(100)).awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    gitOps.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foreground", "background"})
  void shouldObeyTheDeletionPolicyOfWhatIsPruned(String propagation) throws Exception {
    // Given
    String folder = "pruned-" + propagation;
    gitOps.commit(folder, folder + "-stays", world.stores().spec("Stays"));
    String kept = commit(folder, "kept", DeletionPolicy.Retain);
    String dropped = commit(folder, "dropped", DeletionPolicy.Delete);
    GenericKubernetesResource manifest = gitOps.manifests().application(folder);
    Manifests.syncOptions(manifest).add("PrunePropagationPolicy=" + propagation);
    Application application = healthy(manifest);
    NeonLocation keptAt = world.stores().location(kept);
    NeonLocation droppedAt = world.stores().location(dropped);

    // When
    gitOps.commitRemoval(folder, List.of(kept, dropped));
    application.refresh();

    // Then
    world.stores().awaitGone(kept);
    world.stores().awaitGone(dropped);
    GitOps.await(application, "Synced", "Healthy");
    assertThat(branchExists(keptAt)).as("Retain").isTrue();
    assertThat(branchExists(droppedAt)).as("Delete").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "foreground, resources-finalizer.argocd.argoproj.io",
    "background, resources-finalizer.argocd.argoproj.io/background"
  })
  void shouldObeyTheDeletionPolicyWhenTheApplicationIsDeletedWithItsResources(
      String propagation, String finalizer) throws Exception {
    // Given
    String folder = "deleted-" + propagation;
    String kept = commit(folder, "kept", DeletionPolicy.Retain);
    String dropped = commit(folder, "dropped", DeletionPolicy.Delete);
    GenericKubernetesResource manifest = gitOps.manifests().application(folder);
    manifest.getMetadata().setFinalizers(List.of(finalizer));
    Application application = healthy(manifest);
    NeonLocation keptAt = world.stores().location(kept);
    NeonLocation droppedAt = world.stores().location(dropped);

    // When
    application.delete();

    // Then
    world.stores().awaitGone(kept);
    world.stores().awaitGone(dropped);
    GitOps.eventually(() -> assertThat(application.exists()).isFalse());
    assertThat(branchExists(keptAt)).as("Retain").isTrue();
    assertThat(branchExists(droppedAt)).as("Delete").isFalse();
  }

  @Test
  void shouldLeaveStoresAloneWhenTheApplicationAloneIsDeleted() throws Exception {
    // Given
    String store = commit("alone", "store", DeletionPolicy.Delete);
    Application application = healthy(gitOps.manifests().application("alone"));

    // When
    application.delete();

    // Then
    GitOps.eventually(() -> assertThat(application.exists()).isFalse());
    GitOps.throughout(A_WHILE, () -> world.stores().isReady(store));
    assertThat(world.stores().get(store).isMarkedForDeletion()).isFalse();
  }

  @Test
  void shouldHoldAnAvalancheThatACommitSetsOff() throws Exception {
    // Given
    Classes guarded =
        world.classes("guarded").apply(ClassTerms.usual().withDeletionGuard(MAX)).awaitReady();
    List<String> fleet = Stream.of("a", "b", "c").map(name -> "avalanche-" + name).toList();
    for (String store : fleet) {
      TenantDatabaseSpec spec = Specs.inClass(guarded).apply(world.stores().spec(store));
      gitOps.commit("avalanche", store, Specs.policy(DeletionPolicy.Delete).apply(spec));
    }
    gitOps.commit("avalanche", "avalanche-stays", world.stores().spec("Stays"));
    Application application = healthy(gitOps.manifests().application("avalanche"));
    List<NeonLocation> places = fleet.stream().map(world.stores()::location).toList();

    // When
    gitOps.commitRemoval("avalanche", fleet);
    application.refresh();

    // Then
    fleet.forEach(store -> world.stores().awaitCondition(store, "False", Reason.DeletionHeld));
    GitOps.await(application, "OutOfSync", "Progressing");
    GitOps.throughout(A_WHILE, () -> application.state().health().equals("Progressing"));
    assertThat(GitOps.awaitStore(application, fleet.getFirst(), "Progressing"))
        .isEqualTo("Pending deletion");
    assertThat(places).allMatch(this::branchExists);

    // When
    letGo(guarded);

    // Then
    fleet.forEach(world.stores()::awaitGone);
    GitOps.await(application, "Synced", "Healthy");
    assertThat(places).noneMatch(this::branchExists);
  }

  private void letGo(Classes tenantClass) {
    Instant now = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    world
        .cluster()
        .kubectl()
        .run(
            "annotate",
            "tenantdatabaseclass",
            tenantClass.name(),
            "tenantdb.io/allow-deletions-until=" + now);
  }

  @Test
  void shouldAskBeforeAStoreIsPrunedThatWantsIt() throws Exception {
    // Given
    gitOps.commit("asked", "asked-stays", world.stores().spec("Stays"));
    gitOps.commit(
        "asked",
        "asked",
        world.stores().spec("Asked"),
        Map.of("argocd.argoproj.io/sync-options", "Prune=confirm,Delete=confirm"));
    Application application = healthy(gitOps.manifests().application("asked"));

    // When
    gitOps.commitRemoval("asked", List.of("asked"));
    application.refresh();

    // Then
    GitOps.eventually(
        () ->
            assertThat(application.state().operationMessage())
                .contains("Waiting for pruning confirmation"));
    GitOps.throughout(A_WHILE, () -> !world.stores().get("asked").isMarkedForDeletion());

    // When
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    application.annotate("argocd.argoproj.io/deletion-approved", now.toString());

    // Then
    world.stores().awaitGone("asked");
    GitOps.await(application, "Synced", "Healthy");
  }

  /** A store of a folder; returns its name. */
  private String commit(String folder, String what, DeletionPolicy policy) throws Exception {
    String name = folder + "-" + what;
    gitOps.commit(folder, name, Specs.policy(policy).apply(world.stores().spec(name)));
    return name;
  }

  private Application healthy(GenericKubernetesResource manifest) {
    Application application = gitOps.apply(manifest);
    GitOps.await(application, "Synced", "Healthy");
    return application;
  }

  private boolean branchExists(NeonLocation place) {
    return world
        .account()
        .branch(requireNonNull(place.projectId()), requireNonNull(place.branchId()))
        .isPresent();
  }
}
