package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.Phase;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Project;
import org.junit.jupiter.api.Test;

/** The end of a store. */
final class DeletionPassTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldDeleteBranchOnceWhenPolicyIsDelete() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.neon.calls().forget();

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().changes()).containsExactly("deleteBranch");
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
    assertThat(world.events.reasons()).contains("Deleted");
  }

  @Test
  void shouldSayDeletingWhileNeonDeletes() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");

    // When
    world.deletionPass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Deleting");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Deleting);
  }

  @Test
  void shouldDeleteOnceWhenAnswerToDeleteIsLost() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.neon.calls().loseNextAnswer("deleteBranch");

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count("deleteBranch")).isEqualTo(1);
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }

  @Test
  void shouldFinishDeleteWhenBranchIsAlreadyGone() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.neon.removeBranch(World.PROJECT, String.valueOf(world.location("acme").branchId()));
    world.restart();

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().changes()).doesNotContain("deleteBranch");
  }

  @Test
  void shouldFinishDeleteWhenOperatorDiesAfterIt() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.deletionPass("acme");

    // When
    world.restart();
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count("deleteBranch")).isEqualTo(1);
  }

  @Test
  void shouldNotLetGoWhileNeonCarriesOutTheDeletionThatAnEarlierProcessAskedFor() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.deletionPass("acme");
    world.restart();

    // When
    boolean isGone = world.deletionPass("acme").isEmpty();

    // Then
    assertThat(isGone).isFalse();
    assertThat(world.ready("acme")).isEqualTo("False/Deleting");
  }

  @Test
  void shouldDeleteOwnProjectWhenTheClassIsolatesByProject() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.everyProject().stream().map(Project::name)).doesNotContain(BRANCH);
    assertThat(world.neon.calls().count("deleteProject")).isEqualTo(1);
  }

  @Test
  void shouldTouchNothingWhenLoserOfClaimIsDeleted() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.put(
        store("younger").createdAt("2026-11-23T08:30:00Z").deletionPolicy(DeletionPolicy.Delete));
    world.pass("younger");
    world.neon.calls().forget();

    // When
    world.deleteUntilGone("younger");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.registry.entries()).hasSize(1);
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldNotDeleteAnythingWhenObjectNeverReconciled() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION));

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldKeepStoreAndSayHowToGoOnWhenNeonCannotBeReached() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.restart();
    world.neon.calls().failAll(new NeonException.Unavailable("no route to host", null));

    // When
    boolean gone = world.deletionPass("acme").isEmpty();

    // Then
    assertThat(gone).isFalse();
    assertThat(world.ready("acme")).isEqualTo("Unknown/DeletionBlocked");
    assertThat(world.events.all().getLast().message()).contains("Retain");
  }

  @Test
  void shouldDeleteWhenNeonCanBeReachedAgain() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.neon.calls().fail("deleteBranch", new NeonException.KeyRejected("401"));
    world.deletionPass("acme");
    String blocked = world.ready("acme");

    // When
    world.neon.calls().heal();
    world.deleteUntilGone("acme");

    // Then
    assertThat(blocked).isEqualTo("False/DeletionBlocked");
    assertThat(world.neon.branchesNamed(BRANCH)).isEmpty();
  }

  @Test
  void shouldNotLetGoWhenNeonFailsToDelete() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    world.deletionPass("acme");
    world.neon.failOperations("pageserver is down");
    world.letTheOperatorLook();

    // When
    boolean gone = world.deletionPass("acme").isEmpty();

    // Then
    assertThat(gone).isFalse();
    assertThat(world.ready("acme")).isEqualTo("False/DeletionBlocked");
    assertThat(world.events.all().getLast().message()).contains("pageserver is down");
  }
}
