package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ProjectStatus;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.tenantclass.TemplateResult.Finding;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the templates of a class's projects come to. The class takes stores unless a template is
 * known to need something: one that could not be looked at stays what it was.
 */
record TemplatesResult(List<TemplateResult> results) {
  static final String READY = "Stores can be made.";

  private static final Duration SOON = Duration.ofSeconds(5);

  /** Where the class stands. */
  Standing standing() {
    return first(Finding.NOT_YET)
        .map(
            result ->
                Standing.notYet(
                    ConditionType.TemplatesReady,
                    Reason.TemplateNotReady,
                    "Project %s: %s".formatted(result.status().id(), result.status().message())))
        .orElseGet(() -> Standing.ready(message()));
  }

  /** What the status is to say of the projects, former ones included. */
  List<ProjectStatus> projects(TenantDatabaseClass tenantClass) {
    return Stream.concat(
            results.stream().map(TemplateResult::status),
            ProjectReport.former(tenantClass).stream())
        .toList();
  }

  /** Whether every template was looked at and is as it should be, or waits for something known. */
  boolean isWhole() {
    return results.stream().allMatch(r -> r.is(Finding.DONE) || r.is(Finding.NOT_YET));
  }

  /**
   * When to look again.
   *
   * @param hasMoreToDo whether something else of the class goes on soon
   */
  Recheck recheck(boolean hasMoreToDo) {
    return results.stream()
        .filter(result -> !result.is(Finding.DONE))
        .map(TemplateResult::recheck)
        .min(Comparator.comparing(TemplatesResult::delayOf))
        .orElseGet(() -> new Recheck.After(hasMoreToDo ? SOON : LastLooks.PERIOD));
  }

  /** What was put off for a moment is not worth a word. */
  private String message() {
    String missed =
        results.stream()
            .filter(result -> result.is(Finding.NOT_SEEN) || result.is(Finding.MENDING))
            .map(
                result ->
                    " Project %s: %s".formatted(result.status().id(), result.status().message()))
            .collect(Collectors.joining());
    return READY + missed;
  }

  private Optional<TemplateResult> first(Finding finding) {
    return results.stream().filter(result -> result.is(finding)).findFirst();
  }

  /** Roughly; a backing off project must not slow down one that gets on. */
  private static Duration delayOf(Recheck recheck) {
    return switch (recheck) {
      case Recheck.AtOnce atOnce -> Duration.ZERO;
      case Recheck.After after -> after.delay();
      case Recheck.Backoff _, Recheck.Often _ -> Duration.ofMinutes(1);
      case Recheck.WhenDue whenDue -> LastLooks.PERIOD;
    };
  }
}
