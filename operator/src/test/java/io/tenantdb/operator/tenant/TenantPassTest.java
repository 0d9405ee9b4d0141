package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Phase;
import io.tenantdb.operator.fleet.StoreSample;
import org.junit.jupiter.api.Test;

/** The life of a store under an operator that is never interrupted. */
final class TenantPassTest {
  private final World world = new World();

  @Test
  void shouldMakeStoreWithOneBranchAndOnePasswordWhenItIsNew() {
    // Given
    world.put(store("acme"));

    // When
    int passes = world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Ready);
    assertThat(world.neon.calls().changes()).containsExactly("createBranch", "resetPassword");
    assertThat(world.neon.branchesNamed("store-" + StoreSample.ORGANIZATION)).hasSize(1);
    assertThat(world.secrets.count()).isEqualTo(1);
    assertThat(passes).isLessThanOrEqualTo(7);
  }
}
