package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.control.OperationFaults.Fate;
import io.tenantdb.neonlocal.model.Operation;
import io.tenantdb.neonlocal.model.Operation.Action;
import io.tenantdb.neonlocal.model.Operation.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs operations: those of one chain one after another, chains beside each other. */
final class Performer {

  private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);

  private final CompletableFuture<@Nullable Void> closing = new CompletableFuture<>();
  private final Map<String, CompletableFuture<@Nullable Void>> running = new ConcurrentHashMap<>();
  private final OperationHistory history;
  private final Timings timings;
  private final OperationFaults faults;
  private final Clock clock;
  private Work work = operation -> Work.Outcome.SKIPPED;

  Performer(OperationHistory history, Timings timings, OperationFaults faults, Clock clock) {
    this.history = history;
    this.timings = timings;
    this.faults = faults;
    this.clock = clock;
  }

  void performedBy(Work worker) {
    this.work = worker;
  }

  /**
   * Begins with the first of them.
   *
   * @param least how long each takes at least, if that is longer than usual
   */
  Chain run(List<Operation> operations, Duration least) {
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
              performAll(operations, least);
              running.remove(first);
              end.complete(null);
            });
    return new Chain(operations, end);
  }

  /** What follows an operation that failed is cancelled. */
  private void performAll(List<Operation> operations, Duration least) {
    boolean failed = false;
    for (Operation operation : operations) {
      // Before the fate is known, so that no release is missed.
      CompletableFuture<@Nullable Void> released = faults.released();
      Fate fate = failed ? Fate.CANCELLED : faults.next(operation.action());
      if (fate == Fate.NEVER_ENDS) {
        record(operation.to(Status.RUNNING, null, clock.instant()));
        CompletableFuture.anyOf(released, closing).join();
      }
      perform(operation, fate, least);
      failed = fate == Fate.FAILS || fate == Fate.CANCELLED;
    }
  }

  private void perform(Operation scheduled, Fate fate, Duration least) {
    Operation operation = scheduled.to(Status.RUNNING, null, clock.instant());
    record(operation);
    if (!isClosing()) {
      record(attempt(operation, fate, least));
    }
  }

  /** What is not done when neon-local stops stays unfinished, and the next start does it again. */
  private void record(Operation operation) {
    if (!isClosing()) {
      history.record(operation.projectId(), List.of(operation));
    }
  }

  private Operation attempt(Operation operation, Fate fate, Duration atLeast) {
    long begun = System.nanoTime();
    Duration usual = timings.of(operation.action()).plus(faults.delay());
    Duration least = usual.compareTo(atLeast) > 0 ? usual : atLeast;
    try {
      if (fate == Fate.CANCELLED) {
        work.abandon(operation);
        return operation.to(Status.CANCELLED, null, clock.instant());
      }
      if (fate == Fate.FAILS) {
        pause(least);
        work.abandon(operation);
        return operation.to(
            Objects.requireNonNull(faults.plan().endsAs()), "internal error", clock.instant());
      }
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
    if (duration.isPositive()) {
      try {
        closing.get(duration.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.trace("the pause is over");
      }
    }
  }

  private boolean isClosing() {
    return closing.isDone();
  }

  /** Begins nothing more and waits, not for long, for what is being done. */
  void close() {
    closing.complete(null);
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
}
