package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Role;
import io.tenantdb.sandbox.bench.SharedIdentity;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator is killed again and again while many stores are made. The branches are hollow, so
 * that there can be many; each has passwords and an identity of its own.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {
  private static final int KILLS = 10;
  private static final List<String> STORES =
      IntStream.range(0, 60).mapToObj(i -> "shop-" + i).toList();
  private static final Map<String, String> ALONE = Map.of("TENANTDB_LEADER_ELECTION", "false");

  private final Random random = new Random(20_261_123);
  private StoreWorld world;

  @BeforeAll
  void aPlatformWhoseStoresAreGivenTheirPasswords(KubernetesApiServer cluster) throws Exception {
    world =
        StoreWorld.on(
            cluster,
            Map.of(
                "compute.mode", "hollow",
                "operations.create_branch", "PT0.01S",
                "operations.start_compute", "PT0.01S",
                "operations.apply_config", "PT0.01S"));
    world.startOperator();
    world.classes().apply(ClassTerms.usual().withTemplate("template", false)).awaitReady();
    world.stopOperator();
    SharedIdentity.in(
        world.account(), StoreWorld.PROJECT, requireNonNull(world.classes().templateBranch()));
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldMakeEachStoreOnceThoughItIsKilledTenTimes(TestReporter reporter) throws Exception {
    // Given
    STORES.forEach(store -> world.stores().create(store, world.stores().spec(store)));

    // When
    List<Long> readyAtKills = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      try (SeparateOperator operator = SeparateOperator.start("life-" + i, world, ALONE)) {
        int enough = (i + 1) * STORES.size() / (2 * KILLS);
        await()
            .atMost(StoreWorld.PATIENCE)
            .pollDelay(Duration.ofMillis(random.nextInt(300)))
            .pollInterval(Duration.ofMillis(50 + random.nextInt(100)))
            .until(() -> world.stores().ready() >= enough);
        operator.signal("KILL");
        assertThat(operator.exitStatus()).isEqualTo(137);
      }
      readyAtKills.add(world.stores().ready());
    }
    reporter.publishEntry("ready at the kills", readyAtKills.toString());
    try (SeparateOperator last = SeparateOperator.start("last-life", world, ALONE)) {
      STORES.forEach(world.stores()::awaitReady);

      // Then
      assertThat(last.sum("tenantdb_leader")).isEqualTo(1);
    }
    assertThat(readyAtKills.getLast()).isLessThan(STORES.size());
    assertThat(branches()).containsExactlyInAnyOrderElementsOf(expectedBranches());
    List<String> passwords = new ArrayList<>();
    for (String store : STORES) {
      TenantDatabase database = world.stores().get(store);
      assertThat(roles(store))
          .as(store)
          .containsExactlyInAnyOrder("neondb_owner", "store_app", "store_app_1");
      StoreClient application = world.stores().open(store);
      assertThat(application.query("select organization_id from tenantdb.identity"))
          .as(store)
          .containsExactly(database.getSpec().organizationId());
      passwords.add(application.address().password());
    }
    assertThat(passwords).doesNotHaveDuplicates();
    assertThat(world.client().secrets().inNamespace(world.namespace()).list().getItems())
        .hasSameSizeAs(STORES);
  }

  private List<String> branches() {
    return world.account().branches(StoreWorld.PROJECT).stream()
        .map(Branch::name)
        .filter(name -> name.startsWith("store-"))
        .toList();
  }

  private static List<String> of(TenantDatabase database) {
    return List.of("store-" + database.getSpec().organizationId());
  }

  private List<String> expectedBranches() {
    return STORES.stream().flatMap(store -> of(world.stores().get(store)).stream()).toList();
  }

  private List<String> roles(String store) {
    String branch = requireNonNull(world.stores().location(store).branchId());
    return world.account().roles(StoreWorld.PROJECT, branch).stream().map(Role::name).toList();
  }
}
