package io.tenantdb.operator.tenant;

import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseStatus;

/**
 * One pass over one store: observe, decide, act once, report. Knows nothing of the framework that
 * calls it and keeps nothing between passes.
 */
final class TenantPass {
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
    Observation seen = observer.observe(database);
    StatusDraft draft = report.draft(seen);
    Step step = nextStep.decide(seen);
    Outcome outcome = steps.perform(step, database, draft);
    return report.finish(seen, draft, outcome);
  }

  /** The status after a failure that no step foresaw. */
  TenantDatabaseStatus unforeseen(TenantDatabase database, Exception failure) {
    return report.unforeseen(database, failure);
  }
}
