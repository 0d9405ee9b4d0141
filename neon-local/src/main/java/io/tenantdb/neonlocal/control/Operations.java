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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules operations and performs them. The operations of one call run one after another, those
 * of different calls beside each other; while one is unfinished its project takes no further calls
 * (423).
 */
public final class Operations {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, CompletableFuture<@Nullable Void>> running = new ConcurrentHashMap<>();
  private final Store store;
  private final OperationHistory history;
  private final Timings timings;
  private final Ids ids;
  private final Clock clock;
  private Work work = operation -> Work.Outcome.SKIPPED;

  Operations(Store store, OperationHistory history, Timings timings, Ids ids, Clock clock) {
    this.store = store;
    this.history = history;
    this.timings = timings;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whoever does the work needs operations too, so it is told after it is made. */
  void performedBy(Work worker) {
    this.work = worker;
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
          return run(operations);
        });
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
        run(unfinished);
      }
    }
  }

  private Chain run(List<Operation> operations) {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    if (operations.isEmpty()) {
      end.complete(null);
      return new Chain(operations, end);
    }
    String first = operations.getFirst().id();
    running.put(first, end);
    Thread.ofVirtual()
        .name("operations")
        .start(
            () -> {
              operations.forEach(this::perform);
              running.remove(first);
              end.complete(null);
            });
    return new Chain(operations, end);
  }

  /** What is not done when neon-local stops stays unfinished, and the next start does it again. */
  private void perform(Operation scheduled) {
    if (isClosing()) {
      return;
    }
    Operation operation = scheduled.to(Status.RUNNING, null, clock.instant());
    history.record(operation.projectId(), List.of(operation));
    Operation ended = attempt(operation);
    if (!isClosing()) {
      history.record(operation.projectId(), List.of(ended));
    }
  }

  private Operation attempt(Operation operation) {
    long begun = System.nanoTime();
    Duration least = timings.of(operation.action());
    try {
      if (operation.action() == Action.APPLY_CONFIG) {
        // The old password is valid until the operation ends.
        pause(least);
      }
      Work.Outcome outcome = work.perform(operation);
      pause(least.minusNanos(System.nanoTime() - begun));
      Status status = outcome == Work.Outcome.DONE ? Status.FINISHED : Status.SKIPPED;
      return operation.to(status, null, clock.instant());
    } catch (Exception e) {
      if (!isClosing()) {
        report(operation, e);
      }
      return operation.to(Status.ERROR, String.valueOf(e.getMessage()), clock.instant());
    }
  }

  private static void report(Operation operation, Exception failure) {
    LOG.atError()
        .addKeyValue("projectId", operation.projectId())
        .addKeyValue("branchId", operation.branchId())
        .addKeyValue("action", operation.action())
        .setCause(failure)
        .log("operation failed");
  }

  /** Shorter when neon-local is about to stop. */
  private void pause(Duration duration) throws InterruptedException {
    if (closing.await(Math.max(0, duration.toNanos()), TimeUnit.NANOSECONDS)) {
      LOG.debug("stopping, not waiting");
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Begins nothing more and waits, not for long, for what is being done. */
  void close() {
    closing.countDown();
    CompletableFuture<?> all =
        CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new));
    try {
      all.get(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.atWarn().addKeyValue("error", e.toString()).log("stopping before operations ended");
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

  /** Operations that follow each other, and their end. */
  record Chain(List<Operation> operations, CompletableFuture<@Nullable Void> end) {}
}
