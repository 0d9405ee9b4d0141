package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Neon account: what its calls do, without the network between. */
final class SimulatedNeon {
  private static final String OWNER = "neondb_owner";

  final Map<String, SimulatedProject> projects = new LinkedHashMap<>();
  private final World world;
  private long numbers;

  SimulatedNeon(World world) {
    this.world = world;
  }

  long nextNumber() {
    return ++numbers;
  }

  Stream<SimulatedBranch> branches() {
    return projects.values().stream().flatMap(project -> project.branches.values().stream());
  }

  Optional<SimulatedBranch> branch(String branchId) {
    return branches().filter(branch -> branch.id.equals(branchId)).findFirst();
  }

  /** The branch behind a host name. */
  Optional<SimulatedBranch> branchAt(String host) {
    return endpointAt(host).flatMap(endpoint -> branch(endpoint.branchId()));
  }

  Optional<Endpoint> endpointAt(String host) {
    String direct = host.replace("-pooler", "");
    return projects.values().stream()
        .flatMap(project -> project.endpoints.values().stream())
        .filter(endpoint -> endpoint.host().equals(direct))
        .findFirst();
  }

  SimulatedProject find(String projectId) {
    SimulatedProject project = projects.get(projectId);
    if (project == null) {
      throw new NeonException.NotFound("404: no project " + projectId);
    }
    return project;
  }

  /** A project as a person makes one. */
  void addProject(String id, String regionId) {
    SimulatedProject project = project(id, id, regionId);
    SimulatedDatabase database = new SimulatedDatabase();
    database.setPassword(OWNER, newPassword());
    SimulatedBranch main = project.add("main", null, Map.of(), database);
    main.state = "ready";
    project.addEndpoint(main.id, new EndpointSettings(0.25, 1, 0, false));
  }

  private SimulatedProject project(String id, String name, String regionId) {
    SimulatedProject project =
        new SimulatedProject(
            world, new Project(id, name, regionId, 17, 86_400, null, world.agenda.instant()));
    projects.put(id, project);
    return project;
  }

  CreatedBranch createBranch(SimulatedProject project, NewBranch wanted) {
    project.requireUnlocked();
    SimulatedBranch parent =
        wanted.parentId() == null ? project.defaultBranch() : project.branch(wanted.parentId());
    if (!parent.state.equals("ready")) {
      throw new NeonException.Locked("422: branch not ready yet");
    }
    SimulatedDatabase database = parent.database.copy();
    if (parent.isProtected) {
      database.told.keySet().stream()
          .sorted()
          .toList()
          .forEach(role -> database.setPassword(role, newPassword()));
    }
    SimulatedBranch branch = project.add(wanted.name(), parent.id, wanted.annotations(), database);
    world.judge.created(branch);
    List<Operation> operations =
        new ArrayList<>(
            project.start(
                "create_branch", branch.id, () -> branch.state = "ready", () -> lose(branch)));
    List<Endpoint> endpoints = new ArrayList<>();
    EndpointSettings settings = wanted.endpoint();
    if (settings != null) {
      endpoints.add(project.addEndpoint(branch.id, settings));
      operations.addAll(
          project.start(
              "start_compute", branch.id, SimulatedNeon::nothing, SimulatedNeon::nothing));
    }
    return new CreatedBranch(branch.toBranch(), endpoints, operations);
  }

  private void lose(SimulatedBranch branch) {
    find(branch.projectId).remove(branch);
    world.judge.meddled(branch, "Neon failed to make it");
  }

  CreatedProject createProject(NewProject wanted) {
    SimulatedProject project = project("own-" + nextNumber(), wanted.name(), wanted.regionId());
    SimulatedDatabase database = new SimulatedDatabase();
    database.setPassword(wanted.ownerRole(), newPassword());
    SimulatedBranch branch = project.add("main", null, wanted.branchAnnotations(), database);
    world.judge.created(branch);
    Endpoint endpoint = project.addEndpoint(branch.id, wanted.endpoint());
    return new CreatedProject(
        project.project,
        branch.toBranch(),
        List.of(endpoint),
        project.start(
            "create_timeline",
            branch.id,
            () -> branch.state = "ready",
            () -> branch.state = "ready"));
  }

  boolean deleteProject(String projectId) {
    SimulatedProject project = projects.get(projectId);
    if (project == null) {
      return false;
    }
    world.judge.deleted(project.defaultBranch());
    projects.remove(projectId);
    return true;
  }

  List<Operation> deleteBranch(SimulatedProject project, String branchId) {
    project.requireUnlocked();
    SimulatedBranch branch = project.branches.get(branchId);
    if (branch == null) {
      return List.of();
    }
    if (branch.isProtected || branch.isDefault) {
      throw new NeonException.Rejected("422: cannot delete branch " + branchId);
    }
    world.judge.deleted(branch);
    Optional<Endpoint> endpoint = project.endpointOf(branchId);
    project.remove(branch);
    return project.start(
        "delete_timeline",
        branchId,
        SimulatedNeon::nothing,
        () -> {
          project.branches.put(branchId, branch);
          endpoint.ifPresent(e -> project.endpoints.put(e.id(), e));
        });
  }

  List<Operation> renameBranch(SimulatedProject project, String branchId, String name) {
    project.requireUnlocked();
    SimulatedBranch branch = project.branch(branchId);
    if (project.branches.values().stream()
        .anyMatch(other -> other != branch && other.name.equals(name))) {
      throw new NeonException.AlreadyExists("409: a branch named " + name + " exists");
    }
    branch.name = name;
    return List.of();
  }

  List<Operation> protectBranch(SimulatedProject project, String branchId, boolean isProtected) {
    project.requireUnlocked();
    SimulatedBranch branch = project.branch(branchId);
    if (isProtected && !world.planProtects) {
      throw new NeonException.LimitReached("422: the plan has no protected branches");
    }
    branch.isProtected = isProtected;
    return List.of();
  }

  List<Operation> createEndpoint(
      SimulatedProject project, String branchId, EndpointSettings settings) {
    project.requireUnlocked();
    project.branch(branchId);
    project.addEndpoint(branchId, settings);
    return project.start("start_compute", branchId, SimulatedNeon::nothing, SimulatedNeon::nothing);
  }

  List<Operation> updateEndpoint(
      SimulatedProject project, String endpointId, EndpointSettings settings) {
    project.requireUnlocked();
    Endpoint before = project.endpoints.get(endpointId);
    if (before == null) {
      throw new NeonException.NotFound("404: no endpoint " + endpointId);
    }
    project.endpoints.put(endpointId, before.withSettings(settings));
    return project.start(
        "apply_config",
        before.branchId(),
        SimulatedNeon::nothing,
        () -> project.endpoints.replace(endpointId, before));
  }

  ResetPassword resetPassword(SimulatedProject project, String branchId, String role) {
    project.requireUnlocked();
    SimulatedDatabase database = project.branch(branchId).database;
    String before = database.told.get(role);
    if (before == null) {
      throw new NeonException.NotFound("404: no role " + role);
    }
    String password = world.neonWhims.in(world.faults.hiddenReset) ? before : newPassword();
    database.told.put(role, password);
    return new ResetPassword(
        role,
        new Secret(password),
        project.start(
            "apply_config",
            branchId,
            () -> database.accepted.put(role, password),
            () -> database.told.put(role, before)));
  }

  Secret connectionUri(
      SimulatedProject project, String branchId, String databaseName, String role, boolean pooled) {
    String password = project.branch(branchId).database.told.get(role);
    if (password == null) {
      throw new NeonException.NotFound("404: no role " + role);
    }
    Endpoint endpoint =
        project
            .endpointOf(branchId)
            .orElseThrow(() -> new NeonException.NotFound("404: no endpoint of " + branchId));
    String host = pooled ? endpoint.id() + "-pooler.neon.test" : endpoint.host();
    return new Secret(
        "postgresql://"
            + role
            + ":"
            + password
            + "@"
            + host
            + "/"
            + databaseName
            + "?sslmode=require");
  }

  List<Branch> listed(String projectId) {
    return find(projectId).listed();
  }

  String newPassword() {
    return "npg_" + nextNumber();
  }

  private static void nothing() {}
}
