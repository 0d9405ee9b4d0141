package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Role;
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

/** The operator is killed again and again while many stores are made, each on a server of its own. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {
  private static final int KILLS = 10;
  private static final List<String> STORES =
      IntStream.range(0, 40).mapToObj(i -> "shop-" + i).toList();
  private static final Map<String, String> ALONE = Map.of("TENANTDB_LEADER_ELECTION", "false");

  private final Random random = new Random(20_261_123);
  private StoreWorld world;

  @BeforeAll
  void aPlatformWhoseStoresAreGivenTheirPasswords(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster, Map.of("limits.maxAwake", "60"));
    world.startOperator();
    world.classes().apply(ClassTerms.usual().withTemplate("template", false)).awaitReady();
    world.stopOperator();
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
        Thread.sleep(Duration.ofMillis(random.nextInt(1500)));
        operator.signal("KILL");
        assertThat(operator.exitStatus()).isEqualTo(137);
      }
      readyAtKills.add(STORES.stream().filter(world.stores()::isReady).count());
    }
    reporter.publishEntry("ready at the kills", readyAtKills.toString());
    try (SeparateOperator last = SeparateOperator.start("last-life", world, ALONE)) {
      STORES.forEach(world.stores()::awaitReady);

      // Then
      assertThat(last.sum("tenantdb_leader")).isEqualTo(1);
    }
    assertThat(readyAtKills.getFirst()).isLessThan(STORES.size());
    assertThat(branches()).containsExactlyInAnyOrderElementsOf(expectedBranches());
    List<String> passwords = new ArrayList<>();
    for (String store : STORES) {
      TenantDatabase database = world.stores().get(store);
      assertThat(roles(store)).as(store).containsExactlyInAnyOrder("neondb_owner", "store_app", "store_app_1");
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
