package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Isolation;
import io.tenantdb.neon.NeonException;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a store whose status, answers or branch were lost, and of two that claim one
 * organization.
 */
final class AdoptionTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldMakeStoreOnlyOnceWhenAnswerToCreateIsLost() {
    // Given
    world.put(store("acme"));
    world.neon.calls().loseNextAnswer("createBranch");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldSayUnknownWhileAnswerToCreateIsLost() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().loseNextAnswer("createBranch");

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonUnreachable");
  }

  @Test
  void shouldIssueAnotherPasswordWhenAnswerToResetIsLost() {
    // Given
    world.put(store("acme"));
    world.neon.calls().loseNextAnswer("resetPassword");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldLookAgainWhenNeonHasTheBranchAlreadyThoughOurViewHasNot() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().fail("createBranch", new NeonException.Unavailable("503", null));
    world.pass("acme");
    world.neon.calls().heal();
    world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createBranch")).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldAdoptOwnBranchWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    var before = world.status("acme");

    // When
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.status("acme"))
        .usingRecursiveComparison()
        .ignoringFields("conditions")
        .isEqualTo(before);
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldSettleForGoodWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");
    world.neon.calls().forget();

    // When
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldFindBranchInTheProjectItIsInWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.secrets.delete("acme-connection");
    world.addSecondProjectWithMoreRoom();

    // When
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.location("acme").projectId()).isEqualTo(World.PROJECT);
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldFindARenamedBranchByItsSecretWhenTheStatusIsLostToo() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    String branch = String.valueOf(world.location("acme").branchId());
    world.addSecondProjectWithMoreRoom();

    // When
    world.neon.rename(World.PROJECT, branch, "acme-production");
    world.put(store("acme"));
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.location("acme").branchId()).isEqualTo(branch);
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldAdoptOwnProjectWhenAnswerToCreateIsLost() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated"));
    world.neon.calls().loseNextAnswer("createProject");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createProject")).isEqualTo(1);
  }

  @Test
  void shouldTouchNothingWhenAnotherStoreOwnsTheOrganization() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.put(store("younger").createdAt("2026-11-23T08:30:00Z"));
    world.neon.calls().forget();

    // When
    world.pass("younger");

    // Then
    assertThat(world.ready("younger")).isEqualTo("False/OrganizationClaimed");
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.status("younger").neon()).isNull();
  }

  @Test
  void shouldFindTheRetainedBranchWhereverItIsThoughItHadAPlaceBeforeItLostTheClaim() {
    // Given
    world.put(store("younger").createdAt("2026-11-23T08:30:00Z"));
    world.pass("younger");
    world.addSecondProjectWithMoreRoom();
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.pass("younger");

    // When
    world.deleteUntilGone("elder");
    world.run("younger");

    // Then
    assertThat(world.location("younger").projectId()).isEqualTo("p2");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldHandStoreOverWhenItsOwnerIsDeletedAndRetained() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.put(store("younger").createdAt("2026-11-23T08:30:00Z"));
    world.pass("younger");
    String branchId = String.valueOf(world.location("elder").branchId());

    // When
    world.deleteUntilGone("elder");
    world.secrets.delete("elder-connection");
    world.run("younger");

    // Then
    assertThat(world.ready("younger")).isEqualTo("True/AsDesired");
    assertThat(world.location("younger").branchId()).isEqualTo(branchId);
  }
}
