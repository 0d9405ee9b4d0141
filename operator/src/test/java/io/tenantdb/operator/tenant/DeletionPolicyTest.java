package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.DeletionPolicy;
import org.junit.jupiter.api.Test;

/** Whether the database goes with its resource. */
final class DeletionPolicyTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldRetainBranchOnDeleteByDefault() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.calls().forget();

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
    assertThat(world.events.reasons()).contains("Retained");
    assertThat(world.registry.entries()).isEmpty();
  }

  @Test
  void shouldLetGoWhenPolicyIsChangedToRetainWhileBlocked() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.fleet.removeClass("standard");
    world.deletionPass("acme");
    String blocked = world.ready("acme");

    // When
    world.edit("acme", sample -> sample.deletionPolicy(DeletionPolicy.Retain));
    world.deleteUntilGone("acme");

    // Then
    assertThat(blocked).isEqualTo("False/DeletionBlocked");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldDeleteWhenTheClassSaysSoAndTheStoreDoesNot() {
    // Given
    world.editClass(sample -> sample.deletionPolicy(DeletionPolicy.Delete));
    world.put(store("acme"));
    world.run("acme");

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }

  @Test
  void shouldRetainWhenTheClassSaysSoByNowAndTheCacheDoesNotShowItYet() {
    // Given
    world.editClass(sample -> sample.deletionPolicy(DeletionPolicy.Delete));
    world.put(store("acme"));
    world.run("acme");
    world.classRecords.change(
        tenantClass("standard").byDefault().deletionPolicy(DeletionPolicy.Retain).build());

    // When
    world.deletionPass("acme");
    world.deletionPass("acme");

    // Then
    assertThat(DeletionGate.isAllowed(world.store("acme"))).isFalse();
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);

    // When
    world.editClass(sample -> sample.deletionPolicy(DeletionPolicy.Retain));
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }
}
