package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.Branch;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ten stores that were applied at once, of which one is suspended and one has a plain Secret, one
 * more with a project of its own, and an operator that comes and goes.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetIT {
  private static final List<String> STORES =
      IntStream.range(0, 10).mapToObj(i -> "shop-" + i).toList();
  private static final String ALONE = "alone";

  /** Longer than the operator needs to look over so few stores, and their projects, once. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Pattern LIST_OF_A_PROJECT =
      Pattern.compile("GET /projects/[^/]+/(branches|endpoints)\\b[^/]*");

  private StoreWorld world;
  private long branchesBefore;
  private int refusedBefore;

  @BeforeAll
  void tenStoresAtOnce(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply().awaitReady();
    branchesBefore = world.calls().count("POST", "/branches");
    refusedBefore = world.calls().refusedAsLocked();
    for (String store : STORES) {
      world.stores().create(store, spec(store));
    }
    STORES.forEach(world.stores()::awaitReady);
    world.stores().edit(STORES.get(0), Specs.secret(null, Format.ServiceBinding));
    world.stores().edit(STORES.get(1), Specs.suspended(true));
    world.classes("of-projects").apply(ClassTerms.ofProjects());
    world.stores().create(ALONE, Specs.inClass(world.classes("of-projects")).apply(spec(ALONE)));
    world.stores().awaitReady(STORES.get(0));
    world.stores().awaitCondition(STORES.get(1), "False", Reason.Suspended);
    world.stores().awaitReady(ALONE);
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldMakeExactlyOneBranchForEachStoreWithoutDisturbingNeon() throws Exception {
    // When
    List<String> branches =
        world.account().branches(StoreWorld.PROJECT).stream().map(Branch::name).toList();

    // Then
    String[] names =
        STORES.stream()
            .map(store -> "store-" + world.stores().get(store).getSpec().organizationId())
            .toArray(String[]::new);
    assertThat(branches)
        .filteredOn(name -> name.startsWith("store-"))
        .containsExactlyInAnyOrder(names);
    assertThat(world.calls().count("POST", "/branches"))
        .as(() -> world.calls().all().toString())
        .isEqualTo(branchesBefore + STORES.size());
    assertThat(world.calls().refusedAsLocked()).isEqualTo(refusedBefore);
    for (String store : STORES.subList(2, STORES.size())) {
      assertThat(world.stores().open(store).query("select organization_id from tenantdb.identity"))
          .containsExactly(world.stores().get(store).getSpec().organizationId());
    }
  }

  @Test
  void shouldAskNothingOfNeonAndWriteNothingWhenTheOperatorStartsAgain() {
    // Given
    world.stopOperator();
    Map<String, String> versions = resourceVersions();
    int callsBefore = world.calls().all().size();

    // When
    world.startOperator();

    // Then
    await()
        .during(QUIET)
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () -> {
              assertThat(world.calls().since(callsBefore))
                  .filteredOn(FleetIT::isOfAStore)
                  .isEmpty();
              assertThat(resourceVersions()).isEqualTo(versions);
            });
  }

  @Test
  void shouldFindAStoreAgainWhoseStatusWasLost() throws Exception {
    // Given
    String store = STORES.getLast();
    NeonLocation place = world.stores().location(store);
    StoreClient application = world.stores().open(store);
    application.execute("insert into products (name, price) values ('Bell', 4.50)");
    world.stopOperator();
    long branchesMade = world.calls().count("POST", "/branches");
    world.stores().loseStatus(store);
    assertThat(world.stores().get(store).getStatus()).isNull();

    // When
    world.startOperator();

    // Then
    world.stores().awaitReady(store);
    assertThat(world.stores().location(store)).isEqualTo(place);
    assertThat(world.stores().get(store).getStatus().binding()).isNotNull();
    assertThat(world.calls().count("POST", "/branches")).isEqualTo(branchesMade);
    assertThat(world.stores().open(store).uri()).isEqualTo(application.uri());
    assertThat(application.query("select name from products")).containsExactly("Bell");
  }

  /** One list of a project's branches serves all its stores, and is what finds drift. */
  private static boolean isOfAStore(String call) {
    return !LIST_OF_A_PROJECT.matcher(call).matches();
  }

  private TenantDatabaseSpec spec(String storeName) {
    return world.stores().spec(storeName);
  }

  private Map<String, String> resourceVersions() {
    Stream<HasMetadata> resources =
        Stream.concat(
            Stream.of(world.classes().get(), world.classes("of-projects").get()),
            Stream.concat(STORES.stream(), Stream.of(ALONE))
                .flatMap(
                    name -> {
                      TenantDatabase store = world.stores().get(name);
                      String secret = requireNonNull(store.getStatus().binding()).name();
                      return Stream.of(store, world.stores().secret(secret));
                    }));
    Map<String, String> versions = new TreeMap<>();
    resources.forEach(
        resource ->
            versions.put(
                resource.getKind() + " " + resource.getMetadata().getName(),
                resource.getMetadata().getResourceVersion()));
    return versions;
  }
}
