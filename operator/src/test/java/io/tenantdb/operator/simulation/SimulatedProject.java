package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Project;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Neon project: unique names, operations that take time and lock it, lists that are late. */
final class SimulatedProject {
  private static final int REMEMBERED = 60;

  final Project project;
  final Map<String, SimulatedBranch> branches = new LinkedHashMap<>();
  final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Deque<Work> works = new ArrayDeque<>();
  private final List<Gone> gone = new ArrayList<>();
  private final World world;

  private record Gone(SimulatedBranch branch, long at) {}

  SimulatedProject(World world, Project project) {
    this.world = world;
    this.project = project;
  }

  String id() {
    return project.id();
  }

  boolean isLocked() {
    return works.stream().anyMatch(Work::goesOn);
  }

  void requireUnlocked() {
    if (isLocked()) {
      throw new NeonException.Locked("423: project " + id() + " has running operations");
    }
  }

  SimulatedBranch branch(String branchId) {
    SimulatedBranch branch = branches.get(branchId);
    if (branch == null) {
      throw new NeonException.NotFound("404: no branch " + branchId);
    }
    return branch;
  }

  SimulatedBranch defaultBranch() {
    return branches.values().stream().filter(branch -> branch.isDefault).findFirst().orElseThrow();
  }

  Optional<Endpoint> endpointOf(String branchId) {
    return endpoints.values().stream().filter(e -> e.branchId().equals(branchId)).findFirst();
  }

  /** As Neon's list says it, which may be late. */
  List<Branch> listed() {
    long late = world.faults.listLag;
    List<Branch> list = new ArrayList<>();
    for (SimulatedBranch branch : branches.values()) {
      if (late == 0 || branch.createdAt.toEpochMilli() + late <= world.agenda.now()) {
        list.add(branch.toBranch());
      }
    }
    if (late > 0) {
      gone.stream()
          .filter(past -> past.at + late > world.agenda.now())
          .forEach(past -> list.add(past.branch.toBranch()));
    }
    return list;
  }

  SimulatedBranch add(
      String name,
      @Nullable String parentId,
      Map<String, String> annotations,
      SimulatedDatabase database) {
    for (SimulatedBranch branch : branches.values()) {
      if (branch.name.equals(name)) {
        throw new NeonException.AlreadyExists("409: a branch named " + name + " exists");
      }
    }
    SimulatedBranch branch =
        new SimulatedBranch(
            "br-" + world.neon.nextNumber(),
            id(),
            name,
            parentId,
            annotations,
            database,
            world.agenda.instant());
    branches.put(branch.id, branch);
    return branch;
  }

  void remove(SimulatedBranch branch) {
    branches.remove(branch.id);
    gone.add(new Gone(branch, world.agenda.now()));
    endpoints.values().removeIf(endpoint -> endpoint.branchId().equals(branch.id));
  }

  Endpoint addEndpoint(String branchId, EndpointSettings settings) {
    if (endpointOf(branchId).isPresent()) {
      throw new NeonException.AlreadyExists("409: branch " + branchId + " has an endpoint");
    }
    String endpointId = "ep-" + world.neon.nextNumber();
    Endpoint endpoint =
        new Endpoint(
            endpointId,
            id(),
            branchId,
            endpointId + ".neon.test",
            true,
            "init",
            "active",
            settings.minCu(),
            settings.maxCu(),
            settings.suspendTimeoutSeconds(),
            false,
            null);
    endpoints.put(endpointId, endpoint);
    return endpoint;
  }

  List<Operation> start(String action, @Nullable String branchId, Runnable done, Runnable failed) {
    Work work =
        new Work(
            "op-" + world.neon.nextNumber(),
            id(),
            action,
            branchId,
            world.agenda.instant(),
            done,
            failed);
    works.addFirst(work);
    if (works.size() > REMEMBERED) {
      works.removeLast();
    }
    long takes = world.neonWhims.skewed(150, world.faults.slowestOperation);
    boolean hangs = world.neonWhims.in(world.faults.operationHangs);
    boolean well = !world.neonWhims.in(world.faults.operationFails);
    world.agenda.in(
        hangs ? world.neonWhims.between(300_000, 1_500_000) : takes, () -> end(work, well));
    return List.of(work.operation());
  }

  /** Somebody else changed what a branch holds: an operation that is over at once. */
  void changed(SimulatedBranch branch) {
    Work work =
        new Work(
            "op-" + world.neon.nextNumber(),
            id(),
            "apply_config",
            branch.id,
            world.agenda.instant(),
            () -> {},
            () -> {});
    work.end(true, world.agenda.instant());
    works.addFirst(work);
  }

  /** Whatever hangs ends within seconds. */
  void unblock() {
    works.stream()
        .filter(Work::goesOn)
        .forEach(
            work -> world.agenda.in(world.neonWhims.between(100, 4_000), () -> end(work, true)));
  }

  boolean goesOn(String operationId) {
    return works.stream().anyMatch(work -> work.id.equals(operationId) && work.goesOn());
  }

  List<Operation> recentOperations(int limit) {
    return works.stream().limit(limit).map(Work::operation).toList();
  }

  private void end(Work work, boolean well) {
    if (work.goesOn() && world.history.isTold()) {
      world.history.tell(
          "neon", (well ? "did " : "FAILED ") + work.operation().action() + " " + work.branchId);
    }
    work.end(well, world.agenda.instant());
  }
}
