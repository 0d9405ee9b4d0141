package io.tenantdb.neon.lanes;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Looks at the operations of the projects whose lanes wait for Neon: one list for a project serves
 * all that wait there. The longer a project takes the less often it is asked.
 */
public final class OperationsWatch<W> {
  /** One list covers what a few minutes of changes leave behind. */
  private static final int RECENT = 50;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ProjectLanes<W> lanes;
  private final Function<String, Optional<NeonApi>> apis;
  private final BiConsumer<String, String> settled;
  private final int looksPerSecond;
  private final Clock clock;
  private final Map<String, LookSchedule> schedules = new HashMap<>();
  private final Deque<Instant> lastLooks = new ArrayDeque<>();
  private final ReentrantLock ticking = new ReentrantLock();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean isHurried;

  /**
   * A watch.
   *
   * @param apis the client for a project id; empty when there is none at the moment
   * @param settled told of the project and the branch whose change Neon has carried out, before
   *     anybody is woken for it
   * @param looksPerSecond at most, all projects together, so that they leave room in the request
   *     budget for what is waited for
   */
  public OperationsWatch(
      ProjectLanes<W> lanes,
      Function<String, Optional<NeonApi>> apis,
      BiConsumer<String, String> settled,
      int looksPerSecond,
      Clock clock) {
    this.lanes = lanes;
    this.apis = apis;
    this.settled = settled;
    this.looksPerSecond = looksPerSecond;
    this.clock = clock;
  }

  /**
   * Looks where it is time to. To be called about every 20 ms while {@link #isIdle} says no. Never
   * throws; a call while another is at work does nothing.
   */
  public void tick() {
    if (ticking.tryLock()) {
      try {
        if (isHurried) {
          isHurried = false;
          schedules.values().forEach(schedule -> schedule.hurry(clock.instant()));
        }
        lanes.expire();
        Set<String> awaited = lanes.awaited();
        schedules.keySet().retainAll(awaited);
        dueProjects(awaited).forEach(this::look);
      } finally {
        ticking.unlock();
      }
    }
  }

  /** Neon can be reached again: the next {@link #tick} looks where the last look failed. */
  public void hurry() {
    isHurried = true;
  }

  /** True when {@link #tick} has nothing to do. */
  public boolean isIdle() {
    return lanes.isQuiet();
  }

  /** How many looks have failed since the start. */
  public long failures() {
    return failures.get();
  }

  private List<String> dueProjects(Set<String> awaited) {
    Instant now = clock.instant();
    return awaited.stream()
        .filter(project -> isDue(project, now))
        .sorted(
            Comparator.comparing((String project) -> schedule(project).next())
                .thenComparing(Comparator.naturalOrder()))
        .limit(looksLeft(now))
        .toList();
  }

  private int looksLeft(Instant now) {
    Instant horizon = now.minus(SECOND);
    while (!lastLooks.isEmpty() && !lastLooks.getFirst().isAfter(horizon)) {
      lastLooks.removeFirst();
    }
    return looksPerSecond - lastLooks.size();
  }

  private boolean isDue(String projectId, Instant now) {
    return schedule(projectId)
        .isDue(now, lanes.awaitedSince(projectId), lanes.expectedEnd(projectId));
  }

  private void look(String projectId) {
    LookSchedule schedule = schedule(projectId);
    Instant askedAt = clock.instant();
    Optional<Instant> since = lanes.awaitedSince(projectId);
    lastLooks.addLast(askedAt);
    try {
      NeonApi api =
          apis.apply(projectId)
              .orElseThrow(() -> new IllegalStateException("There is no Neon client for it."))
              .at(Priority.INTERACTIVE);
      List<Operation> seen = operations(projectId, api);
      tellSettled(projectId, seen);
      lanes.observed(projectId, seen, askedAt);
      Optional<Instant> now = lanes.awaitedSince(projectId);
      schedule.succeeded(clock.instant(), now.filter(start -> since.equals(now)));
    } catch (NeonException.Throttled e) {
      schedule.putOff(clock.instant(), e.retryAfter());
    } catch (NeonException.NotFound e) {
      lanes.unobservable(projectId, "The project is gone: " + e.getMessage());
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      schedule.failed(clock.instant(), e);
    }
  }

  /** Only when everything that was waited for went well: else somebody has to look. */
  private void tellSettled(String projectId, List<Operation> seen) {
    Set<String> awaited = lanes.awaitedOperations(projectId);
    List<Operation> done =
        seen.stream()
            .filter(operation -> awaited.contains(operation.id()))
            .filter(operation -> operation.status() == Status.SUCCEEDED)
            .toList();
    if (done.size() == awaited.size()) {
      done.stream()
          .flatMap(operation -> Optional.ofNullable(operation.branchId()).stream())
          .distinct()
          .forEach(branchId -> settled.accept(projectId, branchId));
    }
  }

  /** The recent ones, and each that a lane waits for though it has left that list. */
  private List<Operation> operations(String projectId, NeonApi api) {
    List<Operation> seen = new ArrayList<>(api.recentOperations(projectId, RECENT));
    Set<String> missing = new HashSet<>(lanes.awaitedOperations(projectId));
    seen.forEach(operation -> missing.remove(operation.id()));
    missing.forEach(id -> api.operation(projectId, id).ifPresent(seen::add));
    return seen;
  }

  private LookSchedule schedule(String projectId) {
    return schedules.computeIfAbsent(projectId, id -> new LookSchedule(id, clock.instant()));
  }
}
