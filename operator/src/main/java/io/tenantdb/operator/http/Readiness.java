package io.tenantdb.operator.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the process does its work now.
 *
 * @param checks what was looked at; ready means that none of them fails
 */
public record Readiness(List<Check> checks) {

  /** Copies the checks. */
  public Readiness {
    checks = List.copyOf(checks);
  }

  /** Whether no check fails. */
  public boolean isReady() {
    return checks.stream().allMatch(Check::passed);
  }

  /**
   * One thing that was looked at.
   *
   * @param name what, such as {@code caches}
   * @param passed whether it is well; a check that only informs passes and gives a reason
   * @param reason a sentence for people; null when there is nothing to say
   */
  public record Check(String name, boolean passed, @Nullable String reason) {

    /** All is well with {@code name}. */
    public static Check passes(String name) {
      return new Check(name, true, null);
    }

    /** Something is off with {@code name}, but the operator does its work: said, not counted. */
    public static Check informs(String name, String reason) {
      return new Check(name, true, reason);
    }

    /** The operator does not do its work, because of {@code reason}. */
    public static Check fails(String name, String reason) {
      return new Check(name, false, reason);
    }
  }
}
