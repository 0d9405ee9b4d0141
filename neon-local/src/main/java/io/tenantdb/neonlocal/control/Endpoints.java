package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Endpoint.State;
import io.tenantdb.neonlocal.model.Operation.Action;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Neon's rules for compute endpoints. */
public final class Endpoints {

  private final Store store;
  private final Lookup lookup;
  private final Computes computes;
  private final Operations operations;
  private final EndpointFactory factory;
  private final Clock clock;

  Endpoints(
      Store store,
      Lookup lookup,
      Computes computes,
      Operations operations,
      EndpointFactory factory,
      Clock clock) {
    this.store = store;
    this.lookup = lookup;
    this.computes = computes;
    this.operations = operations;
    this.factory = factory;
    this.clock = clock;
  }

  /** All endpoints of a project. */
  public List<Endpoint> list(String projectId) {
    lookup.project(projectId);
    return store.branchesOf(projectId).stream()
        .flatMap(entry -> entry.endpoints().stream())
        .toList();
  }

  /** Gives a branch its endpoint. */
  public Made<Endpoint> create(String projectId, EndpointSpec spec) {
    String branchId = Checks.required(spec.branchId(), "endpoint.branch_id");
    return store.locked(
        () -> {
          BranchEntry entry = lookup.branch(projectId, branchId);
          Endpoint endpoint = factory.create(lookup.project(projectId), branchId, spec);
          if (entry.endpoint().isPresent()) {
            throw ApiException.conflict("read_write endpoint already exists");
          }
          List<Step> steps =
              endpoint.disabled() ? List.of() : List.of(step(Action.START_COMPUTE, endpoint));
          Made<Endpoint> made = new Made<>(endpoint, operations.schedule(projectId, steps));
          store.put(entry.withEndpoints(List.of(endpoint)));
          return made;
        });
  }

  /** Changes an endpoint; what needs a restart restarts an awake compute. */
  public Made<Endpoint> update(String projectId, String endpointId, EndpointSpec spec) {
    return store.locked(
        () -> {
          BranchEntry entry = lookup.byEndpoint(projectId, endpointId);
          Endpoint before = Lookup.endpoint(entry);
          Endpoint after = factory.change(before, spec, entry);
          Made<Endpoint> made =
              new Made<>(after, operations.schedule(projectId, changeSteps(before, after)));
          store.put(entry.withEndpoints(List.of(after)));
          return made;
        });
  }

  private List<Step> changeSteps(Endpoint before, Endpoint after) {
    boolean awake = computes.of(before.branchId()).isAwake();
    if (after.disabled()) {
      return awake ? List.of(step(Action.SUSPEND_COMPUTE, after)) : List.of();
    }
    Step apply = step(Action.APPLY_CONFIG, after);
    if (!awake || isSameServer(before, after)) {
      return List.of(apply);
    }
    return List.of(step(Action.SUSPEND_COMPUTE, after), step(Action.START_COMPUTE, after), apply);
  }

  private static boolean isSameServer(Endpoint before, Endpoint after) {
    return before.minCu() == after.minCu()
        && before.maxCu() == after.maxCu()
        && before.settings().equals(after.settings());
  }

  /** Starts an idle compute. */
  public Made<Endpoint> start(String projectId, String endpointId) {
    return store.locked(
        () -> {
          BranchEntry entry = lookup.byEndpoint(projectId, endpointId);
          Endpoint endpoint = enabled(entry);
          if (computes.of(entry.id()).isAwake()) {
            operations.requireNoneRunning(projectId);
            return new Made<>(endpoint, List.of());
          }
          if (!computes.hasRoomFor(entry)) {
            throw ApiException.unprocessable("", Computes.TOO_MANY);
          }
          return heading(State.ACTIVE, entry, List.of(step(Action.START_COMPUTE, endpoint)));
        });
  }

  /** Suspends a compute; its sessions are terminated. */
  public Made<Endpoint> suspend(String projectId, String endpointId) {
    return store.locked(
        () -> {
          BranchEntry entry = lookup.byEndpoint(projectId, endpointId);
          Endpoint endpoint = Lookup.endpoint(entry);
          if (endpoint.pendingState() != null) {
            throw ApiException.locked("endpoint is in some transitive state, could not suspend");
          }
          if (!computes.of(entry.id()).isAwake()) {
            operations.requireNoneRunning(projectId);
            return new Made<>(endpoint, List.of());
          }
          return heading(State.IDLE, entry, List.of(step(Action.SUSPEND_COMPUTE, endpoint)));
        });
  }

  /** Stops a compute and starts it again. */
  public Made<Endpoint> restart(String projectId, String endpointId) {
    return store.locked(
        () -> {
          BranchEntry entry = lookup.byEndpoint(projectId, endpointId);
          Endpoint endpoint = enabled(entry);
          return heading(
              State.ACTIVE,
              entry,
              List.of(
                  step(Action.SUSPEND_COMPUTE, endpoint), step(Action.START_COMPUTE, endpoint)));
        });
  }

  private Made<Endpoint> heading(State target, BranchEntry entry, List<Step> steps) {
    Endpoint heading = Lookup.endpoint(entry).heading(target, clock.instant());
    Made<Endpoint> made = new Made<>(heading, operations.schedule(heading.projectId(), steps));
    store.put(entry.withEndpoints(List.of(heading)));
    return made;
  }

  private static Endpoint enabled(BranchEntry entry) {
    Endpoint endpoint = Lookup.endpoint(entry);
    if (endpoint.disabled()) {
      throw ApiException.unprocessable("", "endpoint is disabled");
    }
    return endpoint;
  }

  /** Takes the endpoint from its branch; the branch's data stays. Empty when it is already gone. */
  public Optional<Made<Endpoint>> delete(String projectId, String endpointId) {
    return store.locked(
        () -> {
          if (isGone(projectId, endpointId)) {
            return Optional.empty();
          }
          BranchEntry entry = lookup.byEndpoint(projectId, endpointId);
          if (entry.branch().isProtected()) {
            throw ApiException.unprocessable(
                "", "cannot delete read-write endpoint of protected branch");
          }
          Endpoint endpoint = Lookup.endpoint(entry);
          Made<Endpoint> made =
              new Made<>(
                  endpoint,
                  operations.schedule(projectId, List.of(step(Action.SUSPEND_COMPUTE, endpoint))));
          store.put(entry.withEndpoints(List.of()));
          return Optional.of(made);
        });
  }

  private boolean isGone(String projectId, String endpointId) {
    lookup.project(projectId);
    return store.findByEndpoint(endpointId).isEmpty()
        && operations.list(projectId).stream()
            .anyMatch(operation -> endpointId.equals(operation.endpointId()));
  }

  private static Step step(Action action, Endpoint endpoint) {
    return Step.ofEndpoint(action, endpoint.branchId(), endpoint.id());
  }
}
