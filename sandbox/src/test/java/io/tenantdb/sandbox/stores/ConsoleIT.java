package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.neon.Branch;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do in Neon's console is noticed by the patrol. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
  private static final String ROLE = "store_app_1";

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
  void shouldSayThatTheLoginRoleWasDeletedAndServeAgainOnceItIsMadeAsTheMessageSays()
      throws Exception {
    // Given
    world.stores().create("robbed", world.stores().spec("Robbed"));
    world.stores().awaitReady("robbed");
    NeonLocation place = world.stores().location("robbed");

    // When
    deleteRole(place);

    // Then
    String message = world.stores().awaitCondition("robbed", "False", Reason.RoleMissing);
    assertThat(message).contains("CREATE ROLE store_app_1 LOGIN; GRANT store_app TO store_app_1");

    // When
    owner(place).execute("CREATE ROLE store_app_1 LOGIN; GRANT store_app TO store_app_1");

    // Then
    world.stores().awaitReady("robbed");
    assertThat(
            world.stores().open("robbed").query("select value from settings where key = 'locale'"))
        .containsExactly("en");
  }

  @Test
  void shouldGiveARenamedTemplateItsNameBack() {
    // Given
    world.stores().create("beside", world.stores().spec("Beside"));
    world.stores().awaitReady("beside");
    String project = Objects.requireNonNull(world.stores().location("beside").projectId());
    Branch template =
        world.account().branches(project).stream()
            .filter(branch -> branch.name().equals("tenant-template"))
            .findFirst()
            .orElseThrow();

    // When
    var _ = world.account().renameBranch(project, template.id(), "old-template");

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () ->
                assertThat(world.account().branch(project, template.id()).orElseThrow().name())
                    .isEqualTo("tenant-template"));
  }

  /** The operator has no such call. */
  private void deleteRole(NeonLocation place) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/projects/%s/branches/%s/roles/%s"
                        .formatted(
                            world.neon().baseUrl(), place.projectId(), place.branchId(), ROLE)))
            .header("Authorization", "Bearer " + StoreWorld.API_KEY)
            .DELETE()
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private StoreClient owner(NeonLocation place) {
    return StoreClient.with(
        world
            .account()
            .connectionUri(
                Objects.requireNonNull(place.projectId()),
                Objects.requireNonNull(place.branchId()),
                Objects.requireNonNull(place.database()),
                "neondb_owner",
                false));
  }
}
