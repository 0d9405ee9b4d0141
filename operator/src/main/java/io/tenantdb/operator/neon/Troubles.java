package io.tenantdb.operator.neon;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;

/** What a failure at Neon means for a resource: where it stands, and when to try again. */
public final class Troubles {
  /** A change whose answer was lost may still be under way, and lists may lag. */
  private static final Duration SETTLES = Duration.ofSeconds(30);

  private static final Duration REFUSED = Duration.ofMinutes(10);

  /** A shorter wait for room in the request budget is not worth a word. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private Troubles() {}

  /** Whether it only means to come again soon, so that nothing has to be said. */
  public static boolean isPause(NeonException failure) {
    return failure instanceof NeonException.Throttled throttled
        && throttled.retryAfter().compareTo(PAUSE) <= 0;
  }

  /** Whether it says nothing of what was asked about: Neon did not answer, or was not asked. */
  public static boolean saysNothing(NeonException failure) {
    return switch (failure) {
      case NeonException.Unavailable e -> true;
      case NeonException.OutcomeUnknown e -> true;
      case NeonException.Throttled e -> true;
      default -> false;
    };
  }

  /** Where a resource stands that met {@code failure} at the stage {@code at}. */
  public static Standing standing(ConditionType at, NeonException failure) {
    String said = String.valueOf(failure.getMessage());
    return switch (failure) {
      case NeonException.Unavailable e ->
          Standing.unknown(at, Reason.NeonUnreachable, "Neon can't be reached: " + said);
      case NeonException.OutcomeUnknown e ->
          Standing.unknown(at, Reason.NeonUnreachable, "Neon's answer was lost: " + said);
      case NeonException.Throttled e ->
          Standing.unknown(at, Reason.NeonThrottled, "Neon limits our requests: " + said);
      case NeonException.Locked e ->
          Standing.notYet(at, Reason.WaitingForTurn, "Neon is at work in the project: " + said);
      case NeonException.KeyRejected e ->
          Standing.unknown(
              at,
              Reason.KeyRejected,
              "Neon rejects the API key: " + said + ". Put a valid key into the class's Secret.");
      case NeonException.LimitReached e ->
          Standing.notYet(at, Reason.PlanLimitReached, "The Neon plan has no room: " + said);
      case NeonException.NotFound e ->
          Standing.notYet(at, Reason.NeonRejected, "Neon does not find it: " + said);
      case NeonException.AlreadyExists e ->
          Standing.notYet(at, Reason.Applying, "Neon has it already; looking again: " + said);
      case NeonException.Rejected e ->
          Standing.notYet(at, Reason.NeonRejected, "Neon refused: " + said);
    };
  }

  /** When to try again after {@code failure}. */
  public static Recheck recheck(NeonException failure) {
    return switch (failure) {
      case NeonException.Throttled e -> new Recheck.After(e.retryAfter());
      case NeonException.Rejected e -> new Recheck.After(REFUSED);
      case NeonException.OutcomeUnknown e -> new Recheck.After(SETTLES);
      default -> new Recheck.Backoff();
    };
  }
}
