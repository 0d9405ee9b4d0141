package io.tenantdb.operator.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One history from one seed: the same seed gives the same history on any machine. */
final class Simulation {
  private static final long SETTLES_WITHIN = 3 * 3_600_000L;
  private static final long QUIET = 11 * 60_000L;
  private static final long LOOK = 20_000L;
  private static final int QUIET_TRIES = 4;

  private final World world;
  private final People people;
  private final Accidents accidents;
  private final long horizon;
  private final Console console;

  private Simulation(long seed, Bug bug, @Nullable PrintStream out) {
    world = new World(seed, bug, out);
    people = new People(world, seed);
    accidents = new Accidents(world, seed);
    console = new Console(world, seed, people.organizations());
    horizon = world.whims.skewed(120_000, 7_200_000);
  }

  /** Runs a history; empty if every promise was kept, else what was broken. */
  static Optional<String> run(long seed, Bug bug) {
    return run(seed, bug, null);
  }

  /** Runs a history and tells it. */
  static Optional<String> run(long seed, Bug bug, @Nullable PrintStream out) {
    Simulation simulation = new Simulation(seed, bug, out);
    try {
      simulation.run();
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(String.valueOf(violation.getMessage()));
    }
  }

  private void run() {
    people.prepare();
    world.startOperator();
    people.plan(horizon);
    accidents.plan(horizon);
    console.plan(horizon);
    world.agenda.runUntil(world.agenda.now() + horizon);
    calm();
    settle();
    staysQuiet();
  }

  private void calm() {
    world.history.tell("world", "is calm from now on");
    world.faults.calm();
    people.repair();
    console.repeatWhatNobodySaw();
    world.setRegistryDown(false);
    world.neon.projects.values().forEach(SimulatedProject::unblock);
    List<SimulatedOperator> operators = world.operators();
    operators.stream().skip(1).forEach(rival -> rival.die("as a rival"));
  }

  private void settle() {
    long end = world.agenda.now() + SETTLES_WITHIN;
    Optional<String> problem = world.judge.problemAtRest();
    while (problem.isPresent()) {
      if (world.agenda.now() > end) {
        throw new Violation("never comes to rest: " + problem.get());
      }
      people.letGo();
      world.agenda.runUntil(world.agenda.now() + LOOK);
      problem = world.judge.problemAtRest();
    }
    world.history.tell("world", "is at rest");
  }

  /** At rest nothing is written, and nothing gets worse. */
  private void staysQuiet() {
    for (int i = 0; i < QUIET_TRIES; i++) {
      int writes = world.cluster.statusWrites();
      world.agenda.runUntil(world.agenda.now() + QUIET);
      // What somebody deleted at the last moment may be held by now.
      if (people.letGo()) {
        settle();
      }
      Optional<String> problem = world.judge.problemAtRest();
      if (problem.isPresent()) {
        throw new Violation("does not stay at rest: " + problem.get());
      }
      if (writes == world.cluster.statusWrites()) {
        return;
      }
    }
    throw new Violation("status is still written at rest");
  }
}
