package io.tenantdb.operator.simulation;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.CreatedProject;
import io.tenantdb.neon.Database;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.NewProject;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.Project;
import io.tenantdb.neon.ResetPassword;
import io.tenantdb.neon.Role;
import io.tenantdb.neon.Secret;
import java.util.List;
import java.util.Optional;

/** A process's client of Neon, over a network that loses things. */
final class NeonClient implements NeonApi {
  private final SimulatedNeon neon;
  private final NeonLine line;
  private final Priority priority;

  NeonClient(SimulatedNeon neon, NeonLine line, Priority priority) {
    this.neon = neon;
    this.line = line;
    this.priority = priority;
  }

  @Override
  public NeonApi at(Priority other) {
    return new NeonClient(neon, line, other);
  }

  @Override
  public String checkKey() {
    return line.read("key", priority, () -> "account");
  }

  @Override
  public List<Project> findProjects(String search) {
    return line.list(
        Flights.projectsNamed(search),
        priority,
        () ->
            neon.projects.values().stream()
                .map(project -> project.project)
                .filter(project -> project.name().contains(search))
                .toList());
  }

  @Override
  public Optional<Project> project(String projectId) {
    return line.read(
        "project",
        priority,
        () -> Optional.ofNullable(neon.projects.get(projectId)).map(p -> p.project));
  }

  @Override
  public CreatedProject createProject(NewProject project) {
    return line.createProject(project.name(), priority, () -> neon.createProject(project));
  }

  @Override
  public boolean deleteProject(String projectId) {
    return line.beside(
        "delete project " + projectId, priority, () -> neon.deleteProject(projectId));
  }

  @Override
  public List<Branch> branches(String projectId) {
    return line.list(projectId, priority, () -> neon.listed(projectId));
  }

  @Override
  public Optional<Branch> branch(String projectId, String branchId) {
    return line.read(
        "branch",
        priority,
        () ->
            Optional.ofNullable(neon.find(projectId).branches.get(branchId))
                .map(SimulatedBranch::toBranch));
  }

  @Override
  public CreatedBranch createBranch(String projectId, NewBranch branch) {
    return line.createBranch(
        projectId, branch.name(), priority, () -> neon.createBranch(neon.find(projectId), branch));
  }

  @Override
  public List<Operation> renameBranch(String projectId, String branchId, String name) {
    return line.change(
        projectId,
        "rename " + branchId,
        priority,
        () -> neon.renameBranch(neon.find(projectId), branchId, name));
  }

  @Override
  public List<Operation> protectBranch(String projectId, String branchId, boolean isProtected) {
    return line.change(
        projectId,
        "protect " + branchId,
        priority,
        () -> neon.protectBranch(neon.find(projectId), branchId, isProtected));
  }

  @Override
  public List<Operation> deleteBranch(String projectId, String branchId) {
    return line.change(
        projectId,
        "delete " + branchId,
        priority,
        () -> neon.deleteBranch(neon.find(projectId), branchId));
  }

  @Override
  public List<Endpoint> endpoints(String projectId) {
    return line.read(
        "endpoints", priority, () -> List.copyOf(neon.find(projectId).endpoints.values()));
  }

  @Override
  public List<Operation> createEndpoint(
      String projectId, String branchId, EndpointSettings settings) {
    return line.change(
        projectId,
        "endpoint for " + branchId,
        priority,
        () -> neon.createEndpoint(neon.find(projectId), branchId, settings));
  }

  @Override
  public List<Operation> updateEndpoint(
      String projectId, String endpointId, EndpointSettings settings) {
    return line.change(
        projectId,
        "settings of " + endpointId,
        priority,
        () -> neon.updateEndpoint(neon.find(projectId), endpointId, settings));
  }

  @Override
  public List<Operation> suspendEndpoint(String projectId, String endpointId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Operation> recentOperations(String projectId, int limit) {
    return line.read("operations", priority, () -> neon.find(projectId).recentOperations(limit));
  }

  @Override
  public Optional<Operation> operation(String projectId, String operationId) {
    return recentOperations(projectId, 1000).stream()
        .filter(operation -> operation.id().equals(operationId))
        .findFirst();
  }

  @Override
  public List<Role> roles(String projectId, String branchId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResetPassword resetPassword(String projectId, String branchId, String roleName) {
    return line.reset(
        projectId,
        "reset " + roleName + " of " + branchId,
        priority,
        () -> neon.resetPassword(neon.find(projectId), branchId, roleName));
  }

  @Override
  public Optional<Secret> password(String projectId, String branchId, String roleName) {
    return line.read(
        "password",
        priority,
        () ->
            Optional.ofNullable(neon.find(projectId).branch(branchId).database.told.get(roleName))
                .map(Secret::new));
  }

  @Override
  public List<Database> databases(String projectId, String branchId) {
    return line.read(
        "databases", priority, () -> List.of(new Database(branchId, "neondb", "neondb_owner")));
  }

  @Override
  public Secret connectionUri(
      String projectId, String branchId, String databaseName, String roleName, boolean pooled) {
    return line.read(
        "uri",
        priority,
        () -> neon.connectionUri(neon.find(projectId), branchId, databaseName, roleName, pooled));
  }
}
