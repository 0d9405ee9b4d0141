package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NewProject;
import io.tenantdb.sandbox.chaos.WriteGate;
import io.tenantdb.sandbox.chaos.WriteGate.Write;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who owns a database, and what is left of it when its TenantDatabase goes. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreEndIT {
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
  void shouldKeepTheDatabaseOfARetainedStoreForTheNextTenantDatabaseOfTheOrganization()
      throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Kept");
    world.stores().create("kept", spec);
    world.stores().awaitReady("kept");
    NeonLocation place = world.stores().location("kept");
    StoreClient before = world.stores().open("kept");
    before.execute("insert into products (name, price) values ('Bell', 4.50)");

    // When
    world.stores().delete("kept");

    // Then
    world.stores().awaitGone("kept");
    assertThat(branchExists(place)).isTrue();
    assertThat(before.query("select name from products")).containsExactly("Bell");

    // When
    world.stores().create("kept-again", spec);

    // Then
    world.stores().awaitReady("kept-again");
    assertThat(world.stores().location("kept-again").branchId()).isEqualTo(place.branchId());
    assertThat(world.stores().open("kept-again").query("select name from products"))
        .containsExactly("Bell");
  }

  @Test
  void shouldFindARetainedDatabaseInAProjectThatIsNotTheOneWithTheMostRoom() throws Exception {
    // Given
    String roomy = newProject("stores-eu-2");
    Classes two = world.classes("two").apply(places(roomy, 1, 100)).awaitReady();
    TenantDatabaseSpec spec = Specs.inClass(two).apply(world.stores().spec("Far"));
    world.stores().create("far", spec);
    world.stores().awaitReady("far");
    NeonLocation place = world.stores().location("far");
    world.stores().delete("far");
    world.stores().awaitGone("far");

    // When
    two.apply(places(roomy, 1000, 1)).awaitReady();
    world.stores().create("far-again", spec);

    // Then
    world.stores().awaitReady("far-again");
    assertThat(world.stores().location("far-again").projectId()).isEqualTo(roomy);
    assertThat(world.stores().location("far-again").branchId()).isEqualTo(place.branchId());
  }

  @Test
  void shouldDeleteTheBranchOfAStoreWhosePolicySaysSo() {
    // Given
    world.stores().create("gone", deleted(world.stores().spec("Gone")));
    world.stores().awaitReady("gone");
    NeonLocation place = world.stores().location("gone");
    assertThat(branchExists(place)).isTrue();

    // When
    world.stores().delete("gone");

    // Then
    world.stores().awaitGone("gone");
    assertThat(branchExists(place)).isFalse();
  }

  @Test
  void shouldNoticeADeletionThatComesWhileTheStatusIsWritten() throws Exception {
    // Given
    world.stores().create("hurried", world.stores().spec("Hurried"));
    world.stores().awaitReady("hurried");
    // The patrol's first round, which would notice it too, begins 10 s after the operator.
    await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ofSeconds(12)).until(() -> true);
    CountDownLatch deleted = new CountDownLatch(1);
    try (WriteGate gate = gate()) {
      gate.arm(
          Write.STATUS,
          () -> {
            world.stores().delete("hurried");
            deleted.countDown();
            return true;
          });

      // When
      world.stores().edit("hurried", Specs.policy(DeletionPolicy.Retain));

      // Then
      assertThat(deleted.await(30, TimeUnit.SECONDS)).isTrue();
      await().atMost(Duration.ofSeconds(30)).until(() -> world.stores().find("hurried").isEmpty());
    }
  }

  @Test
  void shouldGiveAStoreAProjectOfItsOwnAndDeleteItWithTheStore() throws Exception {
    // Given
    Classes ofProjects = world.classes("of-projects").apply(ClassTerms.ofProjects());
    TenantDatabaseSpec spec = deleted(world.stores().spec("Alone"));

    // When
    world.stores().create("alone", Specs.inClass(ofProjects).apply(spec));

    // Then
    world.stores().awaitReady("alone");
    NeonLocation place = world.stores().location("alone");
    String project = requireNonNull(place.projectId());
    assertThat(project).isNotEqualTo(StoreWorld.PROJECT);
    assertThat(world.account().project(project))
        .hasValueSatisfying(
            own -> assertThat(own.name()).isEqualTo("store-" + spec.organizationId()));
    assertThat(world.account().branches(project)).hasSize(1);
    assertThat(world.stores().open("alone").query("select organization_id from tenantdb.identity"))
        .containsExactly(spec.organizationId());

    // When
    world.stores().delete("alone");

    // Then
    world.stores().awaitGone("alone");
    assertThat(world.account().project(project)).isEmpty();
    assertThat(world.account().project(StoreWorld.PROJECT)).isPresent();
  }

  @Test
  void shouldLetTheOlderOfTwoClaimsHaveTheOrganizationAndTheYoungerTouchNothing() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Contested");
    TenantDatabase owner = world.stores().create("owner", spec);
    world.stores().awaitReady("owner");
    NeonLocation place = world.stores().location("owner");
    int callsBefore = world.calls().all().size();

    // When
    world.stores().create("rival", deleted(spec));

    // Then
    String message = world.stores().awaitCondition("rival", "False", Reason.OrganizationClaimed);
    assertThat(message).contains(world.namespace() + "/owner");
    assertThat(world.stores().get("rival").getStatus().neon()).isNull();
    assertThat(world.stores().findSecret("rival-connection")).isEmpty();

    // When
    world.stores().delete("rival");

    // Then
    world.stores().awaitGone("rival");
    assertThat(branchExists(place)).isTrue();
    assertThat(world.stores().open("owner").query("select 1")).containsExactly("1");
    assertThat(world.stores().get("owner").getMetadata().getUid())
        .isEqualTo(owner.getMetadata().getUid());
    assertThat(world.calls().besidesThePatrolsSince(callsBefore)).isEmpty();
  }

  @Test
  void shouldLetTheYoungerClaimTakeOverWhenTheOwnerIsDeleted() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Inherited");
    world.stores().create("parent", spec);
    world.stores().awaitReady("parent");
    NeonLocation place = world.stores().location("parent");
    world.stores().open("parent").execute("insert into products (name, price) values ('Ring', 9)");
    world.stores().create("heir", spec);
    world.stores().awaitCondition("heir", "False", Reason.OrganizationClaimed);

    // When
    world.stores().delete("parent");

    // Then
    world.stores().awaitReady("heir");
    assertThat(world.stores().location("heir").branchId()).isEqualTo(place.branchId());
    assertThat(world.stores().open("heir").query("select name from products"))
        .containsExactly("Ring");
  }

  private String newProject(String name) {
    NewProject project =
        new NewProject(
            name,
            "aws-eu-central-1",
            18,
            null,
            "neondb",
            "neondb_owner",
            null,
            new EndpointSettings(0.25, 1, 0, false),
            Map.of());
    return world.account().createProject(project).project().id();
  }

  private static ClassTerms places(String otherProject, int room, int otherRoom) {
    return ClassTerms.usual()
        .withProjects(
            List.of(
                new ProjectPlace(StoreWorld.PROJECT, "eu-central-1", room),
                new ProjectPlace(otherProject, "eu-central-1", otherRoom)));
  }

  private WriteGate gate() {
    return WriteGate.start(
        world.neonFolder().resolve("gate"), world.client(), world.namespace(), "");
  }

  private static TenantDatabaseSpec deleted(TenantDatabaseSpec spec) {
    return Specs.policy(DeletionPolicy.Delete).apply(spec);
  }

  private boolean branchExists(NeonLocation place) {
    return world
        .account()
        .branch(requireNonNull(place.projectId()), requireNonNull(place.branchId()))
        .isPresent();
  }
}
