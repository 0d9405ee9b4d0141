package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Change;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Operation;
import io.tenantdb.neonlocal.model.Operation.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a change of a branch's roles or databases to its PostgreSQL, waking an idle compute as Neon
 * does.
 */
final class Configuration {

  private final Store store;
  private final Computes computes;
  private final Operations operations;

  Configuration(Store store, Computes computes, Operations operations) {
    this.store = store;
    this.computes = computes;
    this.operations = operations;
  }

  /** Remembers {@code changed} and schedules the change; called with the store's lock held. */
  <T> Made<T> change(BranchEntry changed, Change change, T value) {
    List<Operation> scheduled = operations.schedule(changed.branch().projectId(), steps(changed));
    List<Change> pending = new ArrayList<>(changed.pending());
    pending.add(change);
    store.put(changed.withPending(pending));
    return new Made<>(value, scheduled);
  }

  private List<Step> steps(BranchEntry entry) {
    Step apply =
        new Step(Action.APPLY_CONFIG, entry.id(), entry.endpoint().map(Endpoint::id).orElse(null));
    Optional<Step> start =
        entry
            .endpoint()
            .filter(endpoint -> !endpoint.disabled() && !computes.of(entry.id()).isAwake())
            .map(endpoint -> Step.ofEndpoint(Action.START_COMPUTE, entry.id(), endpoint.id()));
    return start.map(step -> List.of(step, apply)).orElse(List.of(apply));
  }
}
