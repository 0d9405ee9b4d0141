package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Operation;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Operation.Status;
import io.tenantdb.neonlocal.model.Project;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Schedules operations and has them performed. The operations of one call run one after another,
 * those of different calls beside each other; while one is unfinished its project takes no further
 * calls (423).
 */
public final class Operations {

  private final Store store;
  private final OperationHistory history;
  private final Performer performer;
  private final Ids ids;
  private final Clock clock;

  Operations(Store store, OperationHistory history, Performer performer, Ids ids, Clock clock) {
    this.store = store;
    this.history = history;
    this.performer = performer;
    this.ids = ids;
    this.clock = clock;
  }

  /** Refuses (423) while the project has unfinished operations. */
  public void requireNoneRunning(String projectId) {
    if (isBusy(projectId)) {
      throw ApiException.conflictingOperations();
    }
  }

  boolean isBusy(String projectId) {
    return history.isBusy(projectId);
  }

  /** Schedules the operations of a call; refuses (423) while the project has unfinished ones. */
  List<Operation> schedule(String projectId, List<Step> steps) {
    return store.locked(
        () -> {
          requireNoneRunning(projectId);
          return launch(projectId, steps).operations();
        });
  }

  /** Schedules operations that Neon itself begins, whatever else runs. */
  Chain launch(String projectId, List<Step> steps) {
    return launch(projectId, steps, Duration.ZERO);
  }

  private Chain launch(String projectId, List<Step> steps, Duration least) {
    return store.locked(
        () -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
          List<Operation> operations = new ArrayList<>();
          for (Step step : steps) {
            // A microsecond apart, so that lists keep the order of the steps.
            operations.add(
                operation(projectId, step, now.plus(operations.size(), ChronoUnit.MICROS)));
          }
          history.record(projectId, operations);
          return performer.run(operations, least);
        });
  }

  /** Neon looks at a project of its own accord, for so long; until then it takes no calls (423). */
  public Operation occupy(String projectId, Duration duration) {
    Step step = new Step(Action.CHECK_AVAILABILITY, null, null);
    return launch(projectId, List.of(step), duration).operations().getFirst();
  }

  private Operation operation(String projectId, Step step, Instant now) {
    return new Operation(
        ids.operation(),
        projectId,
        step.branchId(),
        step.endpointId(),
        step.action(),
        Status.SCHEDULING,
        null,
        now,
        now,
        0);
  }

  /** Takes up what a killed process left unfinished. */
  void resume() {
    for (Project project : store.projects()) {
      List<Operation> unfinished = history.unfinished(project.id());
      if (!unfinished.isEmpty()) {
        performer.run(unfinished, Duration.ZERO);
      }
    }
  }

  /** Identifiers of a project's operations that have not ended. */
  public Set<String> unfinished(String projectId) {
    return history.unfinished(projectId).stream().map(Operation::id).collect(Collectors.toSet());
  }

  /** Operations of a project, newest first. */
  public List<Operation> list(String projectId) {
    return history.newestFirst(projectId);
  }

  /** One operation of a project. */
  public Optional<Operation> find(String projectId, String operationId) {
    return history.find(projectId, operationId);
  }

  /** Begins nothing more and waits, not for long, for what is being done. */
  void close() {
    performer.close();
  }
}
