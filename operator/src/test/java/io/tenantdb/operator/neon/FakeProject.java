package io.tenantdb.operator.neon;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Operation.Status;
import io.tenantdb.neon.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project of {@link FakeNeonApi}: one change at a time, unique names, operations that take time.
 */
final class FakeProject {
  final Project project;
  final Map<String, Branch> branches = new LinkedHashMap<>();
  final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  final Map<String, FakeDatabase> databases = new LinkedHashMap<>();
  final List<Operation> operations = new ArrayList<>();
  private int serial;

  FakeProject(Project project) {
    this.project = project;
  }

  void requireUnlocked() {
    if (operations.stream().anyMatch(operation -> operation.status() == Status.UNFINISHED)) {
      throw new NeonException.Locked("423: project " + project.id() + " has running operations");
    }
  }

  Branch branch(String branchId) {
    Branch branch = branches.get(branchId);
    if (branch == null) {
      throw new NeonException.NotFound("404: no branch " + branchId);
    }
    return branch;
  }

  FakeDatabase database(String branchId) {
    branch(branchId);
    FakeDatabase database = databases.get(branchId);
    return database == null ? new FakeDatabase() : database;
  }

  Branch addBranch(
      String name,
      @Nullable String parentId,
      Map<String, String> annotations,
      FakeDatabase database,
      Instant now) {
    if (branches.values().stream().anyMatch(branch -> branch.name().equals(name))) {
      throw new NeonException.AlreadyExists("409: a branch named " + name + " exists");
    }
    Branch branch =
        new Branch(
            "br-%s-%d".formatted(project.id(), ++serial),
            project.id(),
            name,
            parentId,
            "init",
            "ready",
            parentId == null,
            false,
            annotations,
            null,
            0,
            now);
    branches.put(branch.id(), branch);
    databases.put(branch.id(), database);
    return branch;
  }

  Endpoint addEndpoint(String branchId, EndpointSettings settings) {
    branch(branchId);
    String id = "ep-%s-%d".formatted(project.id(), ++serial);
    Endpoint endpoint =
        new Endpoint(
            id,
            project.id(),
            branchId,
            id + ".eu-central-1.aws.neon.tech",
            true,
            "init",
            "active",
            settings.minCu(),
            settings.maxCu(),
            settings.suspendTimeoutSeconds(),
            settings.disabled(),
            null);
    endpoints.put(id, endpoint);
    return endpoint;
  }

  List<Operation> start(String action, @Nullable String branchId, Instant now) {
    Operation operation =
        new Operation(
            "op-%s-%d".formatted(project.id(), ++serial),
            project.id(),
            branchId,
            null,
            action,
            Status.UNFINISHED,
            null,
            0,
            now);
    operations.addFirst(operation);
    return List.of(operation);
  }

  void finish(Status status, @Nullable String error, Instant now) {
    operations.replaceAll(
        operation ->
            operation.status() == Status.UNFINISHED
                ? ended(operation, status, error, now)
                : operation);
    branches.replaceAll((id, branch) -> inState(branch, "ready"));
  }

  static Branch inState(Branch branch, String state) {
    return new Branch(
        branch.id(),
        branch.projectId(),
        branch.name(),
        branch.parentId(),
        state,
        null,
        branch.isDefault(),
        branch.isProtected(),
        branch.annotations(),
        branch.logicalSizeBytes(),
        branch.computeSeconds(),
        branch.createdAt());
  }

  static Branch withProtection(Branch branch, boolean isProtected) {
    return new Branch(
        branch.id(),
        branch.projectId(),
        branch.name(),
        branch.parentId(),
        branch.state(),
        branch.pendingState(),
        branch.isDefault(),
        isProtected,
        branch.annotations(),
        branch.logicalSizeBytes(),
        branch.computeSeconds(),
        branch.createdAt());
  }

  private static Operation ended(
      Operation operation, Status status, @Nullable String error, Instant now) {
    return new Operation(
        operation.id(),
        operation.projectId(),
        operation.branchId(),
        operation.endpointId(),
        operation.action(),
        status,
        error,
        operation.failuresCount(),
        now);
  }
}
