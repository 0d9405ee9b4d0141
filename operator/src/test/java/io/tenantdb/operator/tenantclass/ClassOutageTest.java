package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.status.Recheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Not to have looked at a class's templates is not the same as to have found them wanting. */
final class ClassOutageTest {
  private final NeonException unreachable =
      new NeonException.Unavailable("connect timed out", null);
  private final NeonException noRoom =
      new NeonException.Throttled("no room", Duration.ofSeconds(1));

  private final ClassWorld world = new ClassWorld();

  @Test
  void shouldStayReadyAndSayWhatIsNotKnownWhenNeonCantBeReached() {
    // Given
    world.run();
    world.neon.calls().failAll(unreachable);

    // When
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.message()).contains("last that is known").contains("connect timed out");
  }

  @Test
  void shouldLookAgainAndSayNoMoreOfItWhenNeonIsBack() {
    // Given
    world.run();
    world.neon.calls().failAll(unreachable);
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();
    world.neon.calls().heal();
    world.neon.calls().forget();

    // When
    world.pass();

    // Then
    assertThat(world.neon.calls().count("branches")).isEqualTo(1);
    assertThat(world.message()).isEqualTo(TemplatesResult.READY);
  }

  @Test
  void shouldStayReadyAndNameTheProjectThatCantBeLookedAt() {
    // Given
    world.run();
    world.neon.calls().fail("branches", unreachable);

    // When
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.message()).contains("Project p1").contains("connect timed out");
    assertThat(world.project(ClassWorld.PROJECT).ready()).isTrue();
  }

  @Test
  void shouldWriteNothingWhenThereWasNoRoomToLookForAMoment() {
    // Given
    world.run();
    TenantDatabaseClassStatus before = world.status();
    world.neon.calls().fail("branches", noRoom);

    // When
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    ClassResult result = world.pass();

    // Then
    assertThat(result.status()).isEqualTo(before);
    assertThat(result.recheck()).contains(Duration.ofSeconds(1));
  }

  @Test
  void shouldLookAtWhatWasPutOffInTheNextPass() {
    // Given
    world.run();
    world.neon.calls().fail("branches", noRoom);
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();
    world.neon.calls().heal();
    world.neon.calls().forget();

    // When
    ClassResult result = world.pass();

    // Then
    assertThat(world.neon.calls().count("branches")).isEqualTo(1);
    assertThat(result.recheck()).contains(LastLooks.PERIOD);
  }

  @Test
  void shouldNotClaimToHaveObservedASpecWhoseProjectsWereNotSeen() {
    // Given
    world.run();
    Long before = world.status().observedGeneration();
    world.neon.calls().fail("branches", noRoom);

    // When
    world.edit(sample -> sample.template("template-2", true));
    world.clock.advance(LastLooks.PERIOD);
    world.pass();
    Long unseen = world.status().observedGeneration();
    world.neon.calls().heal();
    world.restart();
    world.run();

    // Then
    assertThat(unseen).isEqualTo(before);
    assertThat(world.status().observedGeneration()).isGreaterThan(before);
    assertThat(world.neon.branchesNamed("template-2")).hasSize(1);
  }

  @Test
  void shouldNotBeReadyWhenATemplateWasNeverSeen() {
    // Given
    world.neon.calls().fail("branches", unreachable);

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("False/TemplateNotReady");
  }

  @Test
  void shouldNotBeReadyWhenOneTemplateIsKnownToBeWrongWhileAnotherIsNotSeen() {
    // Given
    TemplatesResult result =
        new TemplatesResult(
            List.of(
                new TemplateResult(
                    project("p1", true, "Not seen."),
                    TemplateResult.Finding.NOT_SEEN,
                    new Recheck.Backoff()),
                TemplateResult.notYet(project("p2", false, "Gone."), new Recheck.AtOnce())));

    // When
    String message = result.standing().message();

    // Then
    assertThat(result.standing().isReady()).isFalse();
    assertThat(message).contains("p2").contains("Gone.").doesNotContain("p1");
  }

  private static ProjectStatus project(String id, boolean ready, String message) {
    return new ProjectStatus(id, "br-1", "6", true, ready, message);
  }
}
