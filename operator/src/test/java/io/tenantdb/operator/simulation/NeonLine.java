package io.tenantdb.operator.simulation;

import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.http.RequestBudget;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What lies between a process and Neon: the budget, the network, the key, sudden death. */
final class NeonLine {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final World world;
  private final SimulatedOperator process;
  private final RequestBudget budget;
  private final String key;
  private final Flights flights;

  NeonLine(World world, SimulatedOperator process, RequestBudget budget, String key) {
    this.world = world;
    this.process = process;
    this.budget = budget;
    this.key = key;
    this.flights = process.flights();
  }

  <T> T read(String what, Priority priority, Supplier<T> answer) {
    send(priority);
    process.elapse(world.faults.slowestCall / 2);
    refuse(what);
    if (world.history.isTold()) {
      world.history.tell(process.name(), "reads " + what);
    }
    return answer.get();
  }

  /** A list that decides whether something is there. */
  <T> T list(String scope, Priority priority, Supplier<T> answer) {
    send(priority);
    long asked = flights.count();
    process.elapse(world.faults.slowestCall);
    refuse(scope);
    if (world.neonWhims.in(world.faults.listFails)) {
      throw new NeonException.Unavailable("the list of " + scope + " broke off", null);
    }
    T list = answer.get();
    if (world.history.isTold()) {
      world.history.tell(process.name(), "lists " + scope);
    }
    flights.looked(scope, asked);
    return list;
  }

  CreatedBranch createBranch(
      String projectId, String name, Priority priority, Supplier<CreatedBranch> effect) {
    flights.creating(projectId, name);
    try {
      return change(projectId, "create " + name, priority, effect, CreatedBranch::operations);
    } catch (NeonException.OutcomeUnknown e) {
      flights.lost(projectId, name);
      throw e;
    }
  }

  CreatedProject createProject(String name, Priority priority, Supplier<CreatedProject> effect) {
    String scope = Flights.projectsNamed(name);
    flights.creating(scope, name);
    try {
      CreatedProject created = beside("create project " + name, priority, effect);
      flights.answered(created.project().id(), created.operations());
      return created;
    } catch (NeonException.OutcomeUnknown e) {
      flights.lost(scope, name);
      throw e;
    }
  }

  List<Operation> change(
      String projectId, String what, Priority priority, Supplier<List<Operation>> effect) {
    return change(projectId, what, priority, effect, Function.identity());
  }

  ResetPassword reset(
      String projectId, String what, Priority priority, Supplier<ResetPassword> effect) {
    return change(projectId, what, priority, effect, ResetPassword::operations);
  }

  private <T> T change(
      String projectId,
      String what,
      Priority priority,
      Supplier<T> effect,
      Function<T, List<Operation>> operations) {
    flights.takeOff(projectId, what);
    try {
      if (world.neonWhims.in(world.faults.foreignLock)) {
        world.neon.find(projectId).start("check_availability", null, () -> {}, () -> {});
      }
      T answer = beside(what, priority, effect);
      flights.answered(projectId, operations.apply(answer));
      return answer;
    } finally {
      flights.land(projectId);
    }
  }

  /** A change that needs no lane. */
  <T> T beside(String what, Priority priority, Supplier<T> effect) {
    send(priority);
    process.mayDie("before " + what);
    process.elapse(world.faults.slowestCall / 2);
    refuse(what);
    if (world.neonWhims.in(world.faults.requestLost)) {
      throw lost(what, "nothing was done");
    }
    if (world.neonWhims.in(world.faults.effectLate)) {
      world.agenda.in(world.neonWhims.between(100, 1_500), () -> late(what, effect));
      throw lost(what, "it will be done");
    }
    if (world.history.isTold()) {
      world.history.tell(process.name(), "CHANGES " + what);
    }
    T answer = effect.get();
    process.mayDie("after " + what);
    process.elapse(world.faults.slowestCall / 2);
    if (world.neonWhims.in(world.faults.answerLost)) {
      throw lost(what, "it was done");
    }
    return answer;
  }

  private <T> void late(String what, Supplier<T> effect) {
    try {
      var _ = effect.get();
      world.history.tell("neon", "did late: " + what);
    } catch (NeonException e) {
      world.history.tell("neon", "refused late: " + what);
    }
  }

  private NeonException.OutcomeUnknown lost(String what, String truth) {
    if (world.history.isTold()) {
      world.history.tell(process.name(), "lost the answer to " + what + "; " + truth);
    }
    return new NeonException.OutcomeUnknown("the answer to " + what + " was lost", null);
  }

  private void send(Priority priority) {
    process.requireLife();
    budget.take(priority);
    flights.sent(world.agenda.now());
  }

  private void refuse(String what) {
    if (world.neonWhims.in(world.faults.throttled)) {
      budget.closeFor(WAIT);
      throw new NeonException.Throttled("429: " + what, WAIT);
    }
    if (world.neonWhims.in(world.faults.unavailable)) {
      throw new NeonException.Unavailable("503: " + what, null);
    }
    if (!key.equals(world.validKey)) {
      throw new NeonException.KeyRejected("401: " + what);
    }
  }
}
