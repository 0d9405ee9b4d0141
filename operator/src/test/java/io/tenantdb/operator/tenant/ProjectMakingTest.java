package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Intents;
import io.tenantdb.api.Isolation;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store's own project, which must not be made twice though Neon would. */
final class ProjectMakingTest {
  private static final String NAME = "store-" + ORGANIZATION;

  private final World world = new World();

  @BeforeEach
  void aStoreThatIsToHaveAProjectOfItsOwn() {
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated").deletionPolicy(DeletionPolicy.Delete));
    world.pass("acme");
  }

  @Test
  void shouldWriteDownThatItAsksBeforeItDoes() {
    // When
    world.pass("acme");

    // Then
    assertThat(intents().projectRequestedTime()).isNotNull();
    assertThat(world.neon.calls().count("createProject")).isZero();
  }

  @Test
  void shouldForgetThatItAskedOnceTheProjectIsKnown() {
    // When
    world.run("acme");

    // Then
    assertThat(world.status("acme").intents()).isNull();
    assertThat(world.neon.calls().count("createProject")).isEqualTo(1);
  }

  @Test
  void shouldMakeNoSecondProjectWhileTheFirstDoesNotTurnUp() {
    // Given
    world.neon.calls().loseNextAnswer("createProject");
    world.neon.hideProjects(true);
    world.pass("acme");
    world.pass("acme");

    // When
    world.restart();
    for (int passes = 0; passes < 5; passes++) {
      world.passTime();
      world.pass("acme");
    }
    int asked = world.neon.calls().count("createProject");
    world.neon.hideProjects(false);
    world.run("acme");

    // Then
    assertThat(asked).isEqualTo(1);
    assertThat(world.neon.everyProject().stream().map(Project::name)).containsOnlyOnce(NAME);
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldAskAgainWhenNothingTurnedUpForLong() {
    // Given
    world.pass("acme");
    world.restart();

    // When
    world.run("acme");

    // Then
    assertThat(world.neon.calls().count("createProject")).isEqualTo(1);
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldAskAgainWithoutWaitingWhenNeonRefused() {
    // Given
    world.neon.calls().fail("createProject", new NeonException.LimitReached("422: no room"));
    world.pass("acme");
    world.pass("acme");
    String refused = world.ready("acme");

    // When
    world.neon.calls().heal();
    world.pass("acme");

    // Then
    assertThat(refused).isEqualTo("False/PlanLimitReached");
    assertThat(world.neon.everyProject().stream().map(Project::name)).containsOnlyOnce(NAME);
  }

  @Test
  void shouldNotLetGoOfAStoreWhoseProjectMayStillTurnUp() {
    // Given
    world.neon.calls().loseNextAnswer("createProject");
    world.neon.hideProjects(true);
    world.pass("acme");
    world.pass("acme");

    // When
    boolean gone = world.deletionPass("acme").isEmpty();
    world.neon.hideProjects(false);
    world.deleteUntilGone("acme");

    // Then
    assertThat(gone).isFalse();
    assertThat(world.neon.everyProject().stream().map(Project::name)).doesNotContain(NAME);
  }

  private Intents intents() {
    Intents intents = world.status("acme").intents();
    return intents == null ? Intents.none() : intents;
  }
}
