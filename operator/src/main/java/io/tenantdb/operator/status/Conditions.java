package io.tenantdb.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.operator.status.Standing.Truth;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a {@link Standing} into the list of conditions, keeping what did not change. */
public final class Conditions {
  private final List<ConditionType> stages;
  private final Clock clock;

  /**
   * Conditions of a kind of resource.
   *
   * @param stages in the order in which the resource passes them, without {@code Ready}
   */
  public Conditions(List<ConditionType> stages, Clock clock) {
    this.stages = List.copyOf(stages);
    this.clock = clock;
  }

  /** The conditions for {@code standing}, after {@code previous}. */
  public List<Condition> of(Standing standing, List<Condition> previous, long generation) {
    List<Condition> conditions = new ArrayList<>();
    int reached = stages.indexOf(standing.at());
    for (int i = 0; i < stages.size(); i++) {
      ConditionType stage = stages.get(i);
      if (reached < 0 || i < reached) {
        conditions.add(condition(stage, Truth.True, Reason.AsDesired, "", previous, generation));
      } else if (i == reached) {
        conditions.add(
            condition(
                stage,
                standing.truth(),
                standing.reason(),
                standing.message(),
                previous,
                generation));
      } else {
        conditions.add(later(stage, previous, generation));
      }
    }
    conditions.add(ready(standing, previous, generation));
    return conditions;
  }

  /** Only {@code Ready} says something new; the stages stay as they were. */
  public List<Condition> withReady(Standing standing, List<Condition> previous, long generation) {
    List<Condition> conditions = new ArrayList<>();
    stages.forEach(stage -> find(previous, stage).ifPresent(conditions::add));
    conditions.add(ready(standing, previous, generation));
    return conditions;
  }

  /** The condition of a type, if there. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions.stream().filter(c -> type.name().equals(c.getType())).findFirst();
  }

  /** Whether a condition says True. */
  public static boolean isTrue(List<Condition> conditions, ConditionType type) {
    return find(conditions, type).map(c -> "True".equals(c.getStatus())).orElse(false);
  }

  private Condition ready(Standing standing, List<Condition> previous, long generation) {
    return condition(
        ConditionType.Ready,
        standing.truth(),
        standing.reason(),
        standing.message(),
        previous,
        generation);
  }

  /** A stage behind the one where it stands: what was done stays done, the rest waits. */
  private Condition later(ConditionType stage, List<Condition> previous, long generation) {
    return isTrue(previous, stage)
        ? condition(stage, Truth.True, Reason.AsDesired, "", previous, generation)
        : condition(stage, Truth.False, Reason.Waiting, "", previous, generation);
  }

  private Condition condition(
      ConditionType type,
      Truth truth,
      Reason reason,
      String message,
      List<Condition> previous,
      long generation) {
    String since =
        find(previous, type)
            .filter(old -> truth.name().equals(old.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> now().toString());
    return new ConditionBuilder()
        .withType(type.name())
        .withStatus(truth.name())
        .withReason(reason.name())
        .withMessage(message)
        .withObservedGeneration(generation)
        .withLastTransitionTime(since)
        .build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
