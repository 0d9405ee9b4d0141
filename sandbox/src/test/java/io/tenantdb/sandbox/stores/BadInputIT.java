package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.Compute;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.ProjectPlace;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neonlocal.control.ApiException;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people get wrong: it is said in a condition, nothing is lost, Neon is not asked again and
 * again, and it goes on once it is put right. What else they get wrong is in {@link StoreClassIT},
 * {@link ConnectionSecretIT} and the schema's cases.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  /** A look or two may be under way; a storm is hundreds. */
  private static final int FEW = 6;

  private StoreWorld world;

  @BeforeAll
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply().awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldWaitCalmlyForWhatNobodyOffers() {
    // When
    create("no-class", Specs.inClass(world.classes("never-made")));
    create("no-region", Specs.region("ap-southeast-1"));
    Classes full = world.classes("full").apply(ClassTerms.usual().withRoomFor(0)).awaitReady();
    create("no-room", Specs.inClass(full));

    // Then
    world.stores().awaitCondition("no-class", "False", Reason.ClassMissing);
    world.stores().awaitCondition("no-region", "False", Reason.RegionNotOffered);
    world.stores().awaitCondition("no-room", "False", Reason.NoRoom);
    assertCalm();
  }

  @Test
  void shouldKeepStoresWhereTheyAreWhenTheirClassListsOtherProjects() throws Exception {
    // Given
    String other = newProject("moving-on");
    Classes moving = world.classes("moving").apply().awaitReady();
    create("stays", Specs.inClass(moving));
    create("returns", Specs.inClass(moving));
    world.stores().awaitReady("stays");
    TenantDatabaseSpec returning = world.stores().awaitReady("returns").getSpec();
    NeonLocation place = world.stores().location("stays");
    world.stores().delete("returns");
    world.stores().awaitGone("returns");

    // When
    moving.apply(
        ClassTerms.usual().withProjects(List.of(new ProjectPlace(other, "eu-central-1", 100))));
    moving.awaitReady();

    // Then
    create("newcomer", Specs.inClass(moving));
    world.stores().awaitReady("newcomer");
    assertThat(world.stores().location("newcomer").projectId()).isEqualTo(other);
    world.stores().awaitReady("stays");
    assertThat(world.stores().location("stays")).isEqualTo(place);
    assertThat(world.stores().open("stays").query("select 1")).containsExactly("1");
    world.stores().create("returned", returning);
    assertThat(world.stores().awaitCondition("returned", "False", Reason.DatabaseElsewhere))
        .contains(StoreWorld.PROJECT, "spec.projects");
    assertCalm();

    // When
    moving.apply(
        ClassTerms.usual()
            .withProjects(
                List.of(
                    new ProjectPlace(other, "eu-central-1", 100),
                    new ProjectPlace(StoreWorld.PROJECT, "eu-central-1", 100))));

    // Then
    world.stores().awaitReady("returned");
    assertThat(world.stores().location("returned").projectId()).isEqualTo(StoreWorld.PROJECT);
  }

  @Test
  void shouldNotMakeARetainedStoreAnewWhenItComesAgainInAnotherClass() throws Exception {
    // Given
    String organization = UUID.randomUUID().toString();
    create("first", spec -> world.stores().spec(organization, "Moved"));
    world.stores().awaitReady("first");
    world.stores().open("first").execute("insert into products (name, price) values ('Ring', 9)");
    world.stores().delete("first");
    world.stores().awaitGone("first");
    String other = newProject("elsewhere");
    Classes elsewhere =
        world
            .classes("elsewhere")
            .apply(
                ClassTerms.usual()
                    .withProjects(List.of(new ProjectPlace(other, "eu-central-1", 100))))
            .awaitReady();

    // When
    create(
        "second",
        spec -> Specs.inClass(elsewhere).apply(world.stores().spec(organization, "Moved")));

    // Then
    assertThat(world.stores().awaitCondition("second", "False", Reason.DatabaseElsewhere))
        .contains(StoreWorld.PROJECT, world.className());
    assertThat(world.account().branches(other).stream().map(Branch::name))
        .doesNotContain("store-" + organization);
    assertCalm();

    // When
    world.stores().delete("second");
    world.stores().awaitGone("second");
    world.stores().create("third", world.stores().spec(organization, "Moved"));

    // Then
    world.stores().awaitReady("third");
    assertThat(world.stores().open("third").query("select name from products"))
        .containsExactly("Ring");
  }

  @Test
  void shouldRejectAnotherClassForAStoreThatWasPlacedByTheDefaultOne() {
    // Given
    Classes byDefault =
        world.classes("by-default").apply(ClassTerms.usual(), Map.of("default", true));
    TenantDatabaseSpec named = world.stores().spec("Unnamed");
    world.stores().create("unnamed", Specs.withoutClass().apply(named));
    world.stores().awaitReady("unnamed");

    // When // Then
    assertThatThrownBy(() -> world.stores().edit("unnamed", Specs.inClass(world.classes())))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("cannot be moved to another");
    world.stores().edit("unnamed", Specs.inClass(byDefault));
    world.stores().awaitReady("unnamed");
    byDefault.apply();
  }

  @Test
  void shouldKeepStoresWhileTheApiKeysSecretIsDeleted() throws Exception {
    // Given
    world.putKey("lost-key", StoreWorld.API_KEY);
    Classes keyless = world.classes("lost-key").apply(ClassTerms.usual().withKeySecret("lost-key"));
    keyless.awaitReady();
    create("has-one", Specs.inClass(keyless));
    world.stores().awaitReady("has-one");

    // When
    world.deleteSecret("lost-key");

    // Then
    assertThat(keyless.awaitCondition("False", Reason.KeyMissing)).contains("lost-key");
    create("wants-one", Specs.inClass(keyless));
    world.stores().awaitCondition("wants-one", "Unknown", Reason.KeyMissing);
    assertThat(world.stores().open("has-one").query("select 1")).containsExactly("1");
    assertCalm();

    // When
    world.putKey("lost-key", StoreWorld.API_KEY);

    // Then
    world.stores().awaitReady("wants-one");
    keyless.awaitReady();
  }

  @Test
  void shouldSayWhatIsWrongWithAKeyring() {
    // Given
    world.putSecret("broken", "keyring.json", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"short\"}]}");
    Classes unsealed =
        world.classes("broken").apply(ClassTerms.usual().withKeyringSecret("broken"));
    create("unsealed", Specs.inClass(unsealed));
    assertThat(unsealed.awaitCondition("False", Reason.KeyringInvalid)).contains("broken");
    assertCalm();

    // When
    world.putKeyring("broken");

    // Then
    world.stores().awaitReady("unsealed");
  }

  @Test
  void shouldRefuseAProjectThatHoldsDataAlready() throws Exception {
    // Given
    String used = newProject("used");
    Branch main =
        world.account().branches(used).stream().filter(Branch::isDefault).findFirst().orElseThrow();
    StoreClient.with(
            world.account().connectionUri(used, main.id(), "neondb", "neondb_owner", false))
        .execute("create table public.invoices (id int)");

    // When
    Classes refused =
        world
            .classes("used")
            .apply(
                ClassTerms.usual()
                    .withProjects(List.of(new ProjectPlace(used, "eu-central-1", 100))));

    // Then
    String message = refused.awaitCondition("False", Reason.TemplateNotReady);
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(refused.awaitCondition("False", Reason.TemplateNotReady))
                    .contains("public.invoices", "acceptExistingData"));
    assertThat(message).contains(used);
    assertCalm();
  }

  @Test
  void shouldStopAtAMigrationThatFailsAndGoOnWhenItCanPass() throws Exception {
    // Given
    Classes older =
        world
            .classes("older")
            .apply(
                ClassTerms.usual().withTemplate("older-template", false),
                Map.of("schema", Map.of("name", "store", "version", "5")));
    older.awaitReady();
    create("half-way", Specs.inClass(older));
    world.stores().awaitReady("half-way");
    StoreClient application = world.stores().open("half-way");
    StoreClient owner = world.stores().owner("half-way");
    owner.execute("alter table public.categories rename to put_away");

    // When
    world.stores().edit("half-way", Specs.schema(new SchemaRef("store", "6")));

    // Then
    assertThat(world.stores().awaitCondition("half-way", "False", Reason.MigrationFailed))
        .contains("migration 6");
    assertThat(application.query("select 1")).containsExactly("1");
    assertCalm();

    // When
    owner.execute("alter table public.put_away rename to categories");
    world.stores().edit("half-way", Specs.compute(new Compute(0.5, 1.0, null)));

    // Then
    world.stores().awaitReady("half-way");
    assertThat(application.query("select count(*) from settings")).isNotEmpty();
  }

  @Test
  void shouldSayWhatThePlanRefusesAndServeOnAsBefore() throws Exception {
    // Given
    create("ambitious", Specs.compute(new Compute(0.25, 1.0, null)));
    world.stores().awaitReady("ambitious");
    StoreClient application = world.stores().open("ambitious");
    world
        .calls()
        .refuse(
            "PATCH",
            ".*/endpoints/[^/]+",
            new ApiException(422, "", "autoscaling_limit_max_cu is above the limit of the plan"));

    // When
    world.stores().edit("ambitious", Specs.compute(new Compute(0.25, 8.0, null)));

    // Then
    assertThat(world.stores().awaitCondition("ambitious", "False", Reason.NeonRejected))
        .contains("limit of the plan");
    assertThat(application.query("select 1")).containsExactly("1");
    assertCalm();

    // When
    world.calls().refuseNothing();
    world.stores().edit("ambitious", Specs.compute(new Compute(0.25, 2.0, null)));

    // Then
    world.stores().awaitReady("ambitious");
  }

  private void create(String name, UnaryOperator<TenantDatabaseSpec> choices) {
    world.stores().create(name, choices.apply(world.stores().spec(name)));
  }

  /** For a while hardly anything is asked of Neon. */
  private void assertCalm() {
    int before = world.calls().all().size();
    await()
        .pollDelay(A_WHILE)
        .atMost(A_WHILE.multipliedBy(2))
        .untilAsserted(
            () ->
                assertThat(world.calls().besidesARoundOfThePatrolSince(before))
                    .hasSizeLessThan(FEW));
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
}
