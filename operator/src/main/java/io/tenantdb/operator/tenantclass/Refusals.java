package io.tenantdb.operator.tenantclass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When Neon last refused to protect the template of a project. Plans change, so it is asked again
 * now and then; what was refused before the operator started counts as just refused.
 */
final class Refusals {
  static final Duration PERIOD = Duration.ofHours(6);

  private final Map<String, Instant> refused = new ConcurrentHashMap<>();
  private final Clock clock;

  Refusals(Clock clock) {
    this.clock = clock;
  }

  void refused(String projectId) {
    refused.put(projectId, clock.instant());
  }

  /** Whether to ask again. */
  boolean isDue(String projectId) {
    Instant last = refused.computeIfAbsent(projectId, id -> clock.instant());
    return last.plus(PERIOD).isBefore(clock.instant());
  }
}
