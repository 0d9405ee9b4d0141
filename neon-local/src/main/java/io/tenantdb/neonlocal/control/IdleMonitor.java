package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Endpoint.State;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.postgres.Activity;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspends computes that nobody used for their timeout, and notices those that ended by themselves.
 */
final class IdleMonitor {

  private static final Logger LOG = LoggerFactory.getLogger(IdleMonitor.class);

  private final Store store;
  private final Computes computes;
  private final Operations operations;
  private final Duration defaultTimeout;
  private final Clock clock;

  IdleMonitor(
      Store store, Computes computes, Operations operations, Duration defaultTimeout, Clock clock) {
    this.store = store;
    this.computes = computes;
    this.operations = operations;
    this.defaultTimeout = defaultTimeout;
    this.clock = clock;
  }

  /** Looks at every compute once. */
  void look() {
    for (Compute compute : computes.all()) {
      try {
        store
            .findBranch(compute.branchId())
            .filter(entry -> !entry.deleted())
            .ifPresent(entry -> look(entry, compute));
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("branchId", compute.branchId())
            .addKeyValue("error", e.toString())
            .log("cannot look at compute");
      }
    }
  }

  private void look(BranchEntry entry, Compute compute) {
    Optional<Endpoint> settled =
        entry
            .endpoint()
            .filter(found -> found.currentState() == State.ACTIVE && found.pendingState() == null);
    if (settled.isEmpty()) {
      return;
    }
    if (compute.isAwake()) {
      consider(settled.get(), compute);
    } else {
      store.locked(() -> endIfStillActive(settled.get(), compute));
    }
  }

  /** What was read without the lock may be older than an intended suspend that has just ended. */
  private boolean endIfStillActive(Endpoint seen, Compute compute) {
    boolean ended =
        !operations.isBusy(seen.projectId())
            && !compute.isAwake()
            && store
                .findBranch(compute.branchId())
                .flatMap(BranchEntry::endpoint)
                .filter(now -> now.equals(seen))
                .isPresent();
    if (ended) {
      LOG.atWarn().addKeyValue("branchId", compute.branchId()).log("compute ended by itself");
      computes.release(compute.branchId());
      computes.arrived(compute.branchId(), State.IDLE);
    }
    return ended;
  }

  private void consider(Endpoint endpoint, Compute compute) {
    Instant now = clock.instant();
    Instant lastUse = lastUse(endpoint, compute, now);
    boolean suspends = endpoint.suspendTimeoutSeconds() >= 0 && !endpoint.disabled();
    if (suspends && !lastUse.plus(timeout(endpoint)).isAfter(now)) {
      store.updateEndpoint(
          endpoint.id(), found -> found.withLastActive(lastUse).heading(State.IDLE, now));
      operations.launch(
          endpoint.projectId(),
          List.of(Step.ofEndpoint(Action.SUSPEND_COMPUTE, endpoint.branchId(), endpoint.id())));
    }
  }

  private Instant lastUse(Endpoint endpoint, Compute compute, Instant now) {
    try {
      Activity activity = compute.activity().orElse(new Activity(false, null));
      if (activity.busy()) {
        computes.touch(endpoint.id());
        return now;
      }
      return Stream.of(
              Optional.ofNullable(activity.lastChange()),
              Optional.ofNullable(endpoint.startedAt()),
              computes.lastTouched(endpoint.id()))
          .flatMap(Optional::stream)
          .max(Instant::compareTo)
          .orElse(now);
    } catch (SQLException e) {
      // A server without a free slot is in use.
      return now;
    }
  }

  private Duration timeout(Endpoint endpoint) {
    return endpoint.suspendTimeoutSeconds() == 0
        ? defaultTimeout
        : Duration.ofSeconds(endpoint.suspendTimeoutSeconds());
  }
}
