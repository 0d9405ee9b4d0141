package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.DeletionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that is deleted while it is made leaves nothing behind. */
final class DeletionWhileMadeTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldDeleteBranchThatNeonsListDoesNotShowYetWhenTheProcessThatAskedForItDied() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.pass("acme");
    world.restart();
    world.deletionPass("acme");
    assertThat(world.deletionPass("acme")).as("not let go at the first look").isPresent();
    world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION));

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }

  @Test
  void shouldListTheProjectOnceMoreBeforeItIsSureThatThereIsNoBranch() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.pass("acme");
    world.restart();
    world.deletionPass("acme");
    world.clock.advance(Duration.ofSeconds(20));
    assertThat(world.deletionPass("acme")).as("the list was older than that").isPresent();
    world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION));

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }

  @Test
  void shouldWriteDownTheBranchBeforeItIsDeleted() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.pass("acme");
    String branch =
        world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION)).id();
    world.restart();

    // When
    for (int pass = 0; pass < 5 && world.location("acme").branchId() == null; pass++) {
      world.deletionPass("acme");
    }

    // Then
    assertThat(world.location("acme").branchId()).isEqualTo(branch);
    assertThat(world.neon.calls().changes()).doesNotContain("deleteBranch");
    world.deleteUntilGone("acme");
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }
}
