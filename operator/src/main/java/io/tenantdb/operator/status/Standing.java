package io.tenantdb.operator.status;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;

/**
 * How far something has come: every stage before {@code at} is done, and {@code at} is where it
 * stands, with the reason.
 *
 * @param truth what the condition {@code at} says; {@code Unknown} when we could not find out
 * @param message for people: what is wrong, where, what to do; never a secret
 */
public record Standing(ConditionType at, Truth truth, Reason reason, String message) {

  /** The three values of a Kubernetes condition. */
  public enum Truth {
    True,
    False,
    Unknown
  }

  /** All stages are done. */
  public static Standing ready(String message) {
    return new Standing(ConditionType.Ready, Truth.True, Reason.AsDesired, message);
  }

  /** The stage is known not to be done. */
  public static Standing notYet(ConditionType at, Reason reason, String message) {
    return new Standing(at, Truth.False, reason, message);
  }

  /** We could not find out. */
  public static Standing unknown(ConditionType at, Reason reason, String message) {
    return new Standing(at, Truth.Unknown, reason, message);
  }

  /** Whether all stages are done. */
  public boolean isReady() {
    return at == ConditionType.Ready && truth == Truth.True;
  }
}
