package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.neon.OwnerMark;
import org.junit.jupiter.api.Test;

/** What a look at a store costs, and what it finds. */
final class ObserverTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldListTheProjectOnceForManyStores() {
    // Given
    for (int i = 10; i < 30; i++) {
      world.put(store("store-" + i).organization("7b6f2c1e-0000-4000-8000-0000000000" + i));
    }

    // When
    world.fleet.all().forEach(database -> world.pass(database.getMetadata().getName()));

    // Then
    assertThat(world.neon.calls().count("branches")).isEqualTo(1);
    assertThat(world.neon.calls().count("endpoints")).isEqualTo(1);
  }

  @Test
  void shouldAskNothingOfBranchThatNeonSaidIsMade() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.pass("acme");
    world.passTime();
    world.neon.calls().forget();

    // When
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("branch")).isZero();
    assertThat(world.neon.calls().count("branches")).isZero();
  }

  @Test
  void shouldAskForArchivedBranchAlone() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.putInState(
        World.PROJECT, String.valueOf(world.location("acme").branchId()), "archived");
    world.restart();
    world.edit("acme", sample -> sample.compute(0.5, 1.0, null));
    world.neon.calls().forget();

    // When
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("branch")).isEqualTo(1);
    assertThat(world.neon.calls().changes()).containsExactly("updateEndpoint");
  }

  @Test
  void shouldFindBranchByItsIdWhenSomebodyRenamedItAndGiveItsNameBack() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.rename(
        World.PROJECT, String.valueOf(world.location("acme").branchId()), "acme-production");
    world.restart();

    // When
    world.edit("acme", sample -> sample.compute(0.5, 1.0, null));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldStayWithTheClassThatPlacedTheStoreWhenAnotherBecomesTheDefault() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.fleet.put(tenantClass("newer").byDefault().compute(2.0, 4.0, null).build());
    world.neon.calls().forget();
    world.pass("acme");

    // Then
    assertThat(world.status("acme").className()).isEqualTo("standard");
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldNotLookAtNeonForStoreThatIsClaimedByAnother() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.put(store("acme"));

    // When
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldNotTakeProjectThatCannotBeListedForAnEmptyOne() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.restart();
    world.neon.calls().fail("endpoints", new NeonException.Unavailable("502", null));

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonUnreachable");
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldPlaceNothingWhileOneProjectOfTheClassCannotBeLookedAt() {
    // Given
    world.addSecondProjectWithMoreRoom();
    world.neon.removeProject(World.PROJECT);
    world.put(store("acme"));

    // When
    world.pass("acme");

    // Then
    assertThat(world.status("acme").neon()).isNull();
    assertThat(world.ready("acme")).isEqualTo("False/NeonRejected");
  }

  @Test
  void shouldNotTakeBranchOfAnotherInstallationForTheStoresHome() {
    // Given
    world.neon.addStoreBranch(World.PROJECT, BRANCH, new OwnerMark("other").ofStore(ORGANIZATION));
    world.put(store("acme"));
    world.pass("acme");
    world.passTime();

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/BranchNotOurs");
  }
}
