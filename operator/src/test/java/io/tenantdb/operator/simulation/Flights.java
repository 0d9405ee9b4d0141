package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process has sent to Neon, to judge it by: one change at a time in a project, nothing
 * created without a look before, the request budget kept.
 */
final class Flights {
  private static final long REPORT_TIME = 90_000;
  private static final long GIVE_UP_TIME = 600_000;

  private final World world;
  private final Map<String, Flight> inTheAir = new HashMap<>();
  private final Map<String, Flight> atWork = new HashMap<>();
  private final Map<String, Long> looks = new HashMap<>();
  private final Map<String, Long> losses = new HashMap<>();
  private final Deque<Long> sent = new ArrayDeque<>();
  private long count;

  private record Flight(String what, long since, List<Operation> operations) {}

  Flights(World world) {
    this.world = world;
  }

  static String projectsNamed(String name) {
    return "projects named " + name;
  }

  long count() {
    return ++count;
  }

  void sent(long now) {
    sent.addLast(now);
    while (sent.getFirst() <= now - 60_000) {
      sent.removeFirst();
    }
    if (sent.size() > world.callsPerMinute) {
      throw new Violation("the request budget was passed: " + sent.size() + " calls in a minute");
    }
  }

  void looked(String scope, long asked) {
    looks.merge(scope, asked, Math::max);
  }

  void lost(String scope, String name) {
    losses.put(scope + " " + name, count());
  }

  /** A name is about to be created. */
  void creating(String scope, String name) {
    Long look = looks.get(scope);
    if (look == null) {
      throw new Violation(name + " is created without a look at " + scope);
    }
    if (look < losses.getOrDefault(scope + " " + name, 0L)) {
      throw new Violation("the lost create of " + name + " is repeated without a look at " + scope);
    }
  }

  void takeOff(String projectId, String what) {
    Flight other = inTheAir.get(projectId);
    if (other != null && world.agenda.now() - other.since < REPORT_TIME) {
      throw new Violation(
          "two changes at once in project %s: %s while %s is sent"
              .formatted(projectId, what, other.what));
    }
    Flight before = atWork.get(projectId);
    if (before != null && isAtWork(projectId, before)) {
      throw new Violation(
          "two changes at once in project %s: %s while Neon is at work on %s"
              .formatted(projectId, what, before.what));
    }
    inTheAir.put(projectId, new Flight(what, world.agenda.now(), List.of()));
  }

  void answered(String projectId, List<Operation> operations) {
    Flight flight = inTheAir.get(projectId);
    String what = flight == null ? "the project's making" : flight.what;
    atWork.put(projectId, new Flight(what, world.agenda.now(), operations));
  }

  void land(String projectId) {
    inTheAir.remove(projectId);
  }

  private boolean isAtWork(String projectId, Flight flight) {
    SimulatedProject project = world.neon.projects.get(projectId);
    return project != null
        && world.agenda.now() - flight.since < GIVE_UP_TIME
        && flight.operations.stream().anyMatch(operation -> project.goesOn(operation.id()));
  }
}
