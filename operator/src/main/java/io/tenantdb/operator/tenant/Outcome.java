package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;

/** How a step went, and when to look again. */
sealed interface Outcome {
  /** For the event that never comes. */
  Duration SAFETY_NET = Duration.ofSeconds(15);

  /** In a queue one is woken; a long one must not be a round of passes every few seconds. */
  Duration QUEUE_SAFETY_NET = Duration.ofMinutes(5);

  /** When to look again. */
  Recheck recheck();

  /** Where the store stands now, to be written before anything else is done. */
  record Stands(Standing standing, Recheck recheck) implements Outcome {}

  /** The step is done; the same pass may take the next one and write the status once for both. */
  record GoesOn(Standing standing) implements Outcome {
    @Override
    public Recheck recheck() {
      return new Recheck.AtOnce();
    }
  }

  /** Nothing that is worth a word: the status stays as it is. */
  record AsBefore(Recheck recheck) implements Outcome {}

  /** The step is done, and has to be in the status before the next one is taken. */
  static Stands next(ConditionType at, Reason reason, String message) {
    return new Stands(Standing.notYet(at, reason, message), new Recheck.AtOnce());
  }

  /** The step is done and the next may follow. */
  static GoesOn goesOn(ConditionType at, Reason reason, String message) {
    return new GoesOn(Standing.notYet(at, reason, message));
  }

  /**
   * A change was attempted at Neon.
   *
   * @param message holds before, in and after the queue, whose moving is worth no status write
   */
  static Stands of(Attempt attempt, ConditionType at, Reason sent, String message) {
    return switch (attempt) {
      case Attempt.Sent _ ->
          new Stands(Standing.notYet(at, sent, message), new Recheck.After(SAFETY_NET));
      case Attempt.NotYet _ ->
          new Stands(Standing.notYet(at, sent, message), new Recheck.After(QUEUE_SAFETY_NET));
      case Attempt.Lost lost ->
          new Stands(
              Standing.unknown(
                  at,
                  Reason.NeonUnreachable,
                  message + " Neon's answer was lost; looking before anything else: " + lost.why()),
              new Recheck.After(SAFETY_NET));
    };
  }
}
