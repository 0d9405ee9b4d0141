package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Phase;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of one store from apply to its end. */
@ExtendWith(SharedKubernetes.class)
class OneStoreIT {
  private StoreWorld world;

  @BeforeEach
  void aPlatformWithAClass(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply();
  }

  @AfterEach
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
}
