package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanRemoval;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A branch that its store's deletion left behind: reported, and removed only on request. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrphansIT {
  private static final Pattern NEXT_STEP =
      Pattern.compile("kubectl (annotate tdbc \\S+ --overwrite tenantdb.io/remove-orphans=\\S+)");

  private StoreWorld world;

  @BeforeAll
  void anOperatorThatSeesTheWholeCluster(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
    world.set("TENANTDB_WATCH_NAMESPACES", "");
    world.set("TENANTDB_ORPHAN_GRACE", "0s");
    world.startOperator();
    world.classes().apply().awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldTellOfARetainedBranchAndRemoveItByTheLineOfTheDryRunOnly() {
    // Given
    int calls = world.calls().all().size();
    TenantDatabaseSpec spec = world.stores().spec("Retained");
    world.stores().create("retained", spec);
    world.stores().create("living", world.stores().spec("Living"));
    world.stores().awaitReady("retained");
    world.stores().awaitReady("living");
    String left = requireNonNull(world.stores().location("retained").branchId());
    Branch handmade =
        world
            .account()
            .createBranch(StoreWorld.PROJECT, new NewBranch("handmade", null, null, Map.of()))
            .branch();
    world.stores().delete("retained");
    world.stores().awaitGone("retained");

    // When
    OrphanRemoval dryRun = dryRun(world.classes());
    List<String> branchesAfterDryRun = branchIds();
    OrphanReport report = orphans(world.classes()).orElseThrow();
    kubectl(nextStepOf(dryRun));
    OrphanRemoval removal = awaitAnswer(world.classes(), left);

    // Then
    assertThat(report.branches()).extracting(Orphan::branchId).containsExactly(left);
    assertThat(report.branches())
        .extracting(Orphan::organizationId)
        .containsExactly(spec.organizationId());
    assertThat(branchesAfterDryRun).contains(left);
    assertThat(removal.removed()).containsExactly(left);
    assertThat(orphans(world.classes()).orElseThrow().count()).isZero();
    assertThat(branchIds())
        .doesNotContain(left)
        .contains(
            handmade.id(),
            requireNonNull(world.stores().location("living").branchId()),
            requireNonNull(world.classes().templateBranch()));
    assertThat(world.calls().since(calls).stream().filter(call -> call.startsWith("DELETE ")))
        .containsExactly("DELETE /projects/%s/branches/%s".formatted(StoreWorld.PROJECT, left));
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(reasonsOfTheClass())
                    .contains("OrphansFound", "OrphanRemoved", "OrphansAnswered"));
  }

  @Test
  void shouldTellOfAProjectThatARetainedStoreHadForItselfAndRemoveItOnRequest() {
    // Given
    Classes own = world.classes("own").apply(ClassTerms.ofProjects()).awaitReady();
    TenantDatabaseSpec spec = Specs.inClass(own).apply(world.stores().spec("Alone"));
    world.stores().create("alone", spec);
    world.stores().awaitReady("alone");
    String branch = requireNonNull(world.stores().location("alone").branchId());
    String project = requireNonNull(world.stores().location("alone").projectId());
    world.stores().delete("alone");
    world.stores().awaitGone("alone");

    // When
    OrphanRemoval dryRun = dryRun(own);
    OrphanReport report = orphans(own).orElseThrow();
    boolean isThereAfterDryRun = world.account().project(project).isPresent();
    kubectl(nextStepOf(dryRun));
    OrphanRemoval removal = awaitAnswer(own, branch);

    // Then
    assertThat(report.branches()).extracting(Orphan::projectId).containsExactly(project);
    assertThat(isThereAfterDryRun).isTrue();
    assertThat(removal.removed()).containsExactly(branch);
    assertThat(world.account().project(project)).isEmpty();
    assertThat(orphans(own).orElseThrow().count()).isZero();
  }

  private OrphanRemoval dryRun(Classes classes) {
    kubectl("annotate", "tdbc", classes.name(), "tenantdb.io/remove-orphans=dry-run");
    return awaitAnswer(classes, "dry-run");
  }

  private static String[] nextStepOf(OrphanRemoval dryRun) {
    Matcher next = NEXT_STEP.matcher(dryRun.message());
    assertThat(next.find()).as(dryRun.message()).isTrue();
    return next.group(1).split(" ");
  }

  private static OrphanRemoval awaitAnswer(Classes classes, String request) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () ->
                assertThat(orphans(classes).map(OrphanReport::removal))
                    .hasValueSatisfying(
                        removal -> {
                          assertThat(removal.request()).isEqualTo(request);
                          assertThat(removal.done()).isTrue();
                        }));
    return orphans(classes).map(OrphanReport::removal).orElseThrow();
  }

  private static Optional<OrphanReport> orphans(Classes classes) {
    return Optional.ofNullable(classes.get().getStatus().orphans());
  }

  private List<String> branchIds() {
    return world.account().branches(StoreWorld.PROJECT).stream().map(Branch::id).toList();
  }

  private List<String> reasonsOfTheClass() {
    return world.client().events().v1().events().inAnyNamespace().list().getItems().stream()
        .filter(event -> world.className().equals(event.getRegarding().getName()))
        .map(Event::getReason)
        .toList();
  }

  private void kubectl(String... arguments) {
    world.cluster().kubectl().run(arguments);
  }
}
