package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;

/** How a step went: where the store stands now, and when to look again. */
record Outcome(Standing standing, Recheck recheck) {
  /** Waiting ends with an event; this is for the event that never comes. */
  private static final Duration SAFETY_NET = Duration.ofSeconds(15);

  /** The step is done; there is a next one. */
  static Outcome next(ConditionType at, Reason reason, String message) {
    return new Outcome(Standing.notYet(at, reason, message), new Recheck.AtOnce());
  }

  /** A change was attempted at Neon. */
  static Outcome of(Attempt attempt, ConditionType at, Reason sent, String message) {
    Standing standing =
        switch (attempt) {
          case Attempt.Sent done -> Standing.notYet(at, sent, message);
          case Attempt.NotYet notYet ->
              Standing.notYet(at, Reason.WaitingForTurn, message + " " + notYet.why());
          case Attempt.Lost lost ->
              Standing.unknown(
                  at,
                  Reason.NeonUnreachable,
                  message + " Neon's answer was lost; looking before anything else: " + lost.why());
        };
    return new Outcome(standing, new Recheck.After(SAFETY_NET));
  }
}
