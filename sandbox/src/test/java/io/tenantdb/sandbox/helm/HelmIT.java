package io.tenantdb.sandbox.helm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.tenantdb.api.TenantDatabaseClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a release on a real API server: the pods that the chart renders run as processes, and
 * stores live through all of it. One story, told in order.
 */
@TestMethodOrder(OrderAnnotation.class)
class HelmIT {
  /**
   * Rights that the audit log need not show: Kubernetes asks for the first two itself, for a Secret
   * that is applied and not there yet and for its owner reference; the others are for Events that
   * happen again, and for stores that somebody changes at the same moment.
   */
  private static final Set<String> NOT_ALWAYS_SEEN =
      Set.of(
          "create secrets in stores",
          "update tenantdb.io/tenantdatabases/finalizers",
          "get events.k8s.io/events in default",
          "patch events.k8s.io/events in default",
          "get events.k8s.io/events in stores",
          "patch events.k8s.io/events in stores",
          "get tenantdb.io/tenantdatabases");

  @TempDir private static Path folder;

  private static InstalledPlatform platform;
  private static Release release;

  @BeforeAll
  static void aReleaseOverOlderDefinitions() throws Exception {
    platform = InstalledPlatform.start(folder);
    release = new Release(platform.cluster().kubeconfig());
    Path older =
        Release.chartWithOtherDefinition(
            folder.resolve("older"),
            definition -> specOf(definition).getProperties().remove("suspended"));
    release.install(older, platform.values("info"));
    platform.awaitRollout();
  }

  @AfterAll
  static void end() throws Exception {
    platform.close();
  }

  @Test
  @Order(0)
  void shouldBringDefinitionsThatWereThereUpToDateWhenItIsInstalled() {
    assertThat(specOf(platform.definition()).getProperties()).containsKey("suspended");
  }

  @Test
  @Order(1)
  void shouldRunTheOperatorThatMakesStoresReady() {
    // When
    platform.stores().apply();

    // Then
    platform.stores().awaitReady();
    assertThat(platform.branchesOfStores()).hasSize(3);
    assertThat(platform.operatorPods()).hasSize(2);
    assertThat(platform.operatorPods())
        .extracting(pod -> pod.getMetadata().getName())
        .contains(platform.leader());
  }

  @Test
  @Order(2)
  void shouldServeConnectionsFromEveryPodOverTheMountedCertificate() throws Exception {
    // Given
    String token = platform.tokenOfAnApplication();

    // Then
    for (Pod pod : platform.operatorPods()) {
      assertThat(platform.ask(pod, "/v1/tenants?host=acme.example.com", token))
          .contains("\"Acme Toys\"");
    }
  }

  @Test
  @Order(3)
  void shouldTakeInOrganizationsThatAskForAStore() throws Exception {
    // When
    platform.insertOrganization("Corner Shop", "corner");

    // Then
    platform.stores().awaitReady();
    assertThat(platform.stores().all()).hasSize(4);
    assertThat(platform.branchesOfStores()).hasSize(4);
  }

  @Test
  @Order(4)
  void shouldBringTheDefinitionsUpToDateAndReplaceThePodsWhenItIsUpgraded() {
    // Given
    Set<String> before = platform.branchesOfStores();
    List<String> pods = names(platform.operatorPods());
    platform.editDefinition(definition -> specOf(definition).getProperties().remove("suspended"));

    // When
    release.upgrade(Chart.FOLDER, platform.values("debug"));
    platform.awaitRollout();

    // Then
    assertThat(specOf(platform.definition()).getProperties()).containsKey("suspended");
    assertThat(names(platform.operatorPods())).hasSize(2).doesNotContainAnyElementsOf(pods);
    platform.stores().suspend("acme");
    platform.stores().awaitReason("acme", "Suspended");
    assertThat(platform.branchesOfStores()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void shouldLeaveWhatANewerOperatorBroughtAsItIsAndGoOn() {
    // Given
    platform.editDefinition(
        definition ->
            specOf(definition)
                .getProperties()
                .put("fromTheFuture", new JSONSchemaPropsBuilder().withType("string").build()));

    platform.stores().patch("bobby", "{\"fromTheFuture\":\"here\"}");

    // When
    release.upgrade(Chart.FOLDER, platform.values("info"));
    platform.awaitRollout();
    platform.stores().patch("bobby", "{\"storeName\":\"Bobby's\"}");

    // Then
    assertThat(specOf(platform.definition()).getProperties()).containsKey("fromTheFuture");
    platform.stores().awaitObserved("bobby");
    assertThat(platform.stores().specOf("bobby")).containsEntry("fromTheFuture", "here");
  }

  @Test
  @Order(6)
  void shouldLetGoOfOnePodAtATimeWhenNodesAreDrained() {
    // Given
    List<Pod> pods = platform.operatorPods();
    String leader = platform.leader();

    // When
    boolean first = platform.evict(leader);
    boolean second =
        platform.evict(names(pods).stream().filter(name -> !name.equals(leader)).findFirst().get());

    // Then
    assertThat(first).isTrue();
    assertThat(second).as("a budget of one").isFalse();
    await().atMost(InstalledPlatform.PATIENCE).until(() -> !platform.leader().equals(leader));
    platform.awaitRollout();
  }

  @Test
  @Order(7)
  void shouldDeleteAStoreAsItsPolicySays() {
    // When
    platform.stores().delete("grand-bazaar"); // deletionPolicy: Delete
    platform.stores().delete("bobby"); // of the class: Retain

    // Then
    assertThat(platform.branchesOfStores()).hasSize(3);
  }

  @Test
  @Order(8)
  void shouldPutTheSecretUnderAnotherNameAndTakeTheFormerOneAway() {
    // When
    platform.stores().renameSecret("acme", "acme-database");

    // Then
    assertThat(platform.stores().connectionStrings()).doesNotContainKey("acme-connection");
  }

  @Test
  @Order(9)
  void shouldHaveNoRightThatItDoesNotUse() throws IOException {
    // Given
    AuditLog audit =
        new AuditLog(
            platform.cluster().auditLog(),
            "system:serviceaccount:%s:%s".formatted(Chart.NAMESPACE, Chart.RELEASE));
    Set<String> granted =
        Right.grantedBy(
            Chart.objects(platform.valuesText("info")).stream()
                .filter(object -> !object.getMetadata().getName().endsWith("-crds"))
                .toList());

    // Then
    assertThat(audit.refused()).isEmpty();
    Set<String> used = Right.asGranted(audit.done(), granted);
    assertThat(granted).containsAll(used);
    granted.removeAll(used);
    assertThat(NOT_ALWAYS_SEEN).containsAll(granted);
  }

  @Test
  @Order(10)
  void shouldLoseNoStoreWhenItIsUninstalledAndInstalledAgain() {
    // Given
    Set<String> branches = platform.branchesOfStores();
    Map<String, String> secrets = platform.stores().connectionStrings();

    // When
    release.uninstall();
    await().atMost(InstalledPlatform.PATIENCE).until(() -> platform.operatorPods().isEmpty());

    // Then
    assertThat(platform.client().resources(TenantDatabaseClass.class).list().getItems()).hasSize(1);
    assertThat(platform.stores().all()).hasSize(2);
    assertThat(platform.stores().connectionStrings()).isEqualTo(secrets);
    assertThat(platform.branchesOfStores()).isEqualTo(branches);

    // When
    release.install(Chart.FOLDER, platform.values("info"));
    platform.awaitRollout();
    platform.stores().resume("acme");

    // Then
    platform.stores().awaitReady();
    assertThat(platform.stores().connectionStrings()).isEqualTo(secrets);
    assertThat(platform.branchesOfStores()).isEqualTo(branches);
  }

  private static List<String> names(List<Pod> pods) {
    return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  private static JSONSchemaProps specOf(CustomResourceDefinition definition) {
    return requireNonNull(
        definition
            .getSpec()
            .getVersions()
            .getFirst()
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("spec"));
  }
}
