package io.tenantdb.neon.lanes;

import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Looks at the operations of the projects whose lanes wait for Neon: one list for a project serves
 * all that wait there. The longer a project takes the less often it is asked.
 */
public final class OperationsWatch<W> {
  /** One list covers what a few minutes of changes leave behind. */
  private static final int RECENT = 50;

  /** So that many projects at once can't use up the request budget. */
  private static final int PROJECTS_PER_TICK = 5;

  private final ProjectLanes<W> lanes;
  private final Function<String, Optional<NeonApi>> apis;
  private final Clock clock;
  private final Map<String, LookSchedule> schedules = new HashMap<>();
  private final ReentrantLock ticking = new ReentrantLock();
  private final AtomicLong failures = new AtomicLong();

  /**
   * A watch.
   *
   * @param apis the client for a project id; empty when there is none at the moment
   */
  public OperationsWatch(
      ProjectLanes<W> lanes, Function<String, Optional<NeonApi>> apis, Clock clock) {
    this.lanes = lanes;
    this.apis = apis;
    this.clock = clock;
  }

  /**
   * Looks where it is time to. To be called about every 500 ms while {@link #isIdle} says no. Never
   * throws; a call while another is at work does nothing.
   */
  public void tick() {
    if (ticking.tryLock()) {
      try {
        lanes.expire();
        Set<String> awaited = lanes.awaited();
        schedules.keySet().retainAll(awaited);
        dueProjects(awaited).forEach(this::look);
      } finally {
        ticking.unlock();
      }
    }
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
        .filter(project -> schedule(project).isDue(now))
        .sorted(
            Comparator.comparing((String project) -> schedule(project).next())
                .thenComparing(Comparator.naturalOrder()))
        .limit(PROJECTS_PER_TICK)
        .toList();
  }

  private void look(String projectId) {
    LookSchedule schedule = schedule(projectId);
    Instant askedAt = clock.instant();
    try {
      NeonApi api =
          apis.apply(projectId)
              .orElseThrow(() -> new IllegalStateException("There is no Neon client for it."))
              .at(Priority.INTERACTIVE);
      lanes.observed(projectId, operations(projectId, api), askedAt);
      schedule.succeeded(clock.instant(), lanes.awaitedSince(projectId));
    } catch (NeonException.Throttled e) {
      schedule.putOff(clock.instant(), e.retryAfter());
    } catch (NeonException.NotFound e) {
      lanes.unobservable(projectId, "The project is gone: " + e.getMessage());
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      schedule.failed(clock.instant(), e);
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
