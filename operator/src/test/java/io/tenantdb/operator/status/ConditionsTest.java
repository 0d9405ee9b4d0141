package io.tenantdb.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConditionsTest {
  private static final Standing CREATING =
      Standing.notYet(ConditionType.BranchReady, Reason.Creating, "The branch is init.");
  private static final Standing READY = Standing.ready("In use.");

  private final MutableClock clock = new MutableClock();
  private final Conditions conditions =
      new Conditions(
          List.of(ConditionType.Placed, ConditionType.BranchReady, ConditionType.SchemaReady),
          clock);

  @Test
  void shouldCallStagesBeforeDoneAndThoseBehindWaiting() {
    // When
    List<Condition> list = conditions.of(CREATING, List.of(), 1);

    // Then
    assertThat(list)
        .extracting(c -> c.getType() + " " + c.getStatus() + " " + c.getReason())
        .containsExactly(
            "Placed True AsDesired",
            "BranchReady False Creating",
            "SchemaReady False Waiting",
            "Ready False Creating");
  }

  @Test
  void shouldCallEverythingTrueWhenReady() {
    // When
    List<Condition> list = conditions.of(READY, List.of(), 1);

    // Then
    assertThat(list).hasSize(4).allSatisfy(c -> assertThat(c.getStatus()).isEqualTo("True"));
  }

  @Test
  void shouldKeepWhatWasDoneWhenAnEarlierStageIsDisturbed() {
    // Given
    List<Condition> before = conditions.of(READY, List.of(), 1);

    // When
    List<Condition> list = conditions.of(CREATING, before, 2);

    // Then
    assertThat(Conditions.isTrue(list, ConditionType.SchemaReady)).isTrue();
    assertThat(Conditions.isTrue(list, ConditionType.BranchReady)).isFalse();
    assertThat(Conditions.isTrue(list, ConditionType.Ready)).isFalse();
  }

  @Test
  void shouldKeepTransitionTimeWhenStatusIsUnchanged() {
    // Given
    List<Condition> before = conditions.of(CREATING, List.of(), 1);
    clock.advance(Duration.ofMinutes(1));

    // When
    List<Condition> list =
        conditions.of(
            Standing.notYet(ConditionType.BranchReady, Reason.Applying, "Other words."), before, 2);

    // Then
    assertThat(list)
        .extracting(Condition::getLastTransitionTime)
        .containsOnly("2026-11-23T09:00:00Z");
  }

  @Test
  void shouldMoveTransitionTimeOnlyOfThoseThatChanged() {
    // Given
    List<Condition> before = conditions.of(CREATING, List.of(), 1);
    clock.advance(Duration.ofMinutes(1));

    // When
    List<Condition> list = conditions.of(READY, before, 1);

    // Then
    assertThat(list)
        .extracting(Condition::getLastTransitionTime)
        .containsExactly(
            "2026-11-23T09:00:00Z",
            "2026-11-23T09:01:00Z",
            "2026-11-23T09:01:00Z",
            "2026-11-23T09:01:00Z");
  }

  @Test
  void shouldMoveTransitionTimeWhenFalseBecomesUnknown() {
    // Given
    List<Condition> before = conditions.of(CREATING, List.of(), 1);
    clock.advance(Duration.ofMinutes(1));

    // When
    List<Condition> list =
        conditions.of(
            Standing.unknown(ConditionType.BranchReady, Reason.NeonUnreachable, "No route."),
            before,
            1);

    // Then
    Condition ready = Conditions.find(list, ConditionType.Ready).orElseThrow();
    assertThat(ready.getStatus()).isEqualTo("Unknown");
    assertThat(ready.getLastTransitionTime()).isEqualTo("2026-11-23T09:01:00Z");
  }

  @Test
  void shouldSayWhichGenerationItSpeaksOf() {
    // When
    List<Condition> list = conditions.of(CREATING, List.of(), 7);

    // Then
    assertThat(list).extracting(Condition::getObservedGeneration).containsOnly(7L);
  }

  @Test
  void shouldLeaveStagesAloneWhenOnlyReadyIsSaid() {
    // Given
    List<Condition> before = conditions.of(CREATING, List.of(), 1);

    // When
    List<Condition> list =
        conditions.withReady(
            Standing.unknown(ConditionType.Ready, Reason.InternalError, "Oh."), before, 2);

    // Then
    assertThat(list.subList(0, 3)).isEqualTo(before.subList(0, 3));
    assertThat(list.getLast().getReason()).isEqualTo("InternalError");
  }

  @Test
  void shouldBeEqualWhenNothingChanged() {
    // Given
    List<Condition> before = conditions.of(CREATING, List.of(), 1);
    clock.advance(Duration.ofHours(1));

    // When
    List<Condition> list = conditions.of(CREATING, before, 1);

    // Then
    assertThat(list).isEqualTo(before);
  }
}
