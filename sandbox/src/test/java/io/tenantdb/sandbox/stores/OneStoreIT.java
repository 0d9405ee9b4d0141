package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.Phase;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store from apply to a working database. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneStoreIT {
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
  void shouldGiveAStoreAWorkingSeededDatabaseOfItsOwn() throws Exception {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("Acme Bicycles");

    // When
    world.stores().create("acme", spec);

    // Then
    TenantDatabase ready = world.stores().awaitReady("acme");
    assertThat(ready.getStatus().phase()).isEqualTo(Phase.Ready);
    assertThat(world.stores().location("acme").branchName())
        .isEqualTo("store-" + spec.organizationId());
    StoreClient acme = world.stores().open("acme");
    assertThat(acme.query("select count(*) from products")).containsExactly("0");
    assertThat(acme.query("select slug from categories")).isNotEmpty();
    assertThat(acme.query("select organization_id from tenantdb.identity"))
        .containsExactly(spec.organizationId());
  }

  @Test
  void shouldTellPeopleHowTheStoreIsThroughKubectl() {
    // Given
    world.stores().create("seen", world.stores().spec("Seen Shop"));

    // When
    String waited = kubectl("wait", "--for=condition=Ready", "tdb/seen", "--timeout=90s");

    // Then
    assertThat(waited).contains("condition met");
    TenantDatabase ready = world.stores().get("seen");
    assertThat(ready.getStatus().conditions())
        .extracting(condition -> condition.getType() + "=" + condition.getStatus())
        .containsExactly(
            "Placed=True",
            "BranchReady=True",
            "SchemaReady=True",
            "CredentialsReady=True",
            "Ready=True");
    assertThat(kubectl("get", "tdb", "seen"))
        .contains("Seen Shop", "Ready", "True", world.className())
        .containsPattern(" " + requireNonNull(ready.getStatus().schema()).version() + " ");
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () -> assertThat(kubectl("describe", "tdb", "seen")).containsPattern("Normal +Ready "));
  }

  @Test
  void shouldKeepAStoresNameAsItIsWhateverItContains() throws Exception {
    // Given
    Map<String, String> names = new LinkedHashMap<>();
    names.put("quotes", "Bobby's \"Best\" `Buys` $$ 'x'' \\' {{ .Values }} ${env} %s");
    names.put("sql", "x'); DROP TABLE products; --");
    names.put("beyond-ascii", "🧸 Müller & Söhne 株式会社 \u202eشركة\u202c 👩‍👩‍👧");
    names.put("backslashes", "C:\\shops\\new\\0 \\u0041 \\");
    names.put("long", "x".repeat(255) + "é");

    // When
    names.forEach((name, storeName) -> world.stores().create(name, world.stores().spec(storeName)));

    // Then
    for (Map.Entry<String, String> entry : names.entrySet()) {
      world.stores().awaitReady(entry.getKey());
      StoreClient store = world.stores().open(entry.getKey());
      assertThat(store.query("select value from settings where key = 'store_name'"))
          .containsExactly(entry.getValue());
      assertThat(store.query("select store_name from tenantdb.identity"))
          .containsExactly(entry.getValue());
      assertThat(store.query("select count(*) from products")).containsExactly("0");
    }
  }

  @Test
  void shouldRejectANameOfTenKilobytesSayingWhatIsAllowed() {
    // Given
    TenantDatabaseSpec spec = world.stores().spec("n".repeat(10_000));

    // When // Then
    assertThatThrownBy(() -> world.stores().create("too-long", spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.storeName")
        .hasMessageContaining("256");
  }

  private String kubectl(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("-n", world.namespace()));
    return world.cluster().kubectl().run(line.toArray(String[]::new));
  }
}
