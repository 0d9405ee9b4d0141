package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;

/**
 * One pass over one store: observe, decide, act, and again while a step may be followed by the next
 * at once; then report. Knows nothing of the framework that calls it and keeps nothing between
 * passes.
 */
final class TenantPass {
  /** More than there are steps: a pass that does not come to an end gives way to others. */
  private static final int MOST_STEPS = 6;

  private final Observer observer;
  private final NextStep nextStep;
  private final Steps steps;
  private final Report report;

  TenantPass(Observer observer, NextStep nextStep, Steps steps, Report report) {
    this.observer = observer;
    this.nextStep = nextStep;
    this.steps = steps;
    this.report = report;
  }

  PassResult run(TenantDatabase database) {
    TenantDatabase current = database;
    for (int taken = 1; ; taken++) {
      Observation seen = observer.observe(current);
      StatusDraft draft = report.draft(seen);
      Step step = nextStep.decide(seen);
      Drift.putRightBy(step, current).ifPresent(what -> report.drift(database, what));
      Outcome outcome = steps.perform(step, current, draft);
      if (!(outcome instanceof Outcome.GoesOn done) || taken == MOST_STEPS) {
        return report.finish(database, seen, draft, outcome);
      }
      current = report.soFar(seen, draft, done);
    }
  }

  /** The status after a failure that no step foresaw. */
  TenantDatabaseStatus unforeseen(TenantDatabase database, Exception failure) {
    return report.unforeseen(database, failure);
  }
}
