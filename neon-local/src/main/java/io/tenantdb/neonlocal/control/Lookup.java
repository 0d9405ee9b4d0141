package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Database;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Project;
import io.tenantdb.neonlocal.model.Role;

/** Finds what a path names, or refuses as Neon does. */
public final class Lookup {

  private final Store store;

  Lookup(Store store) {
    this.store = store;
  }

  /** A project that is not deleted. */
  public Project project(String projectId) {
    Project project =
        store.findProject(projectId).orElseThrow(() -> ApiException.notFound("project"));
    if (project.isDeleted()) {
      throw new ApiException(410, "", "project " + projectId + " is deleted");
    }
    return project;
  }

  /** A branch of a project. */
  public BranchEntry branch(String projectId, String branchId) {
    project(projectId);
    return store
        .findBranch(branchId)
        .filter(entry -> entry.branch().projectId().equals(projectId) && !entry.deleted())
        .orElseThrow(() -> ApiException.notFound("branch"));
  }

  /** The branch of an endpoint of a project. */
  public BranchEntry byEndpoint(String projectId, String endpointId) {
    project(projectId);
    return store
        .findByEndpoint(endpointId)
        .filter(entry -> entry.branch().projectId().equals(projectId) && !entry.deleted())
        .orElseThrow(() -> ApiException.notFound("endpoint"));
  }

  /** The project's default branch. */
  public BranchEntry defaultBranch(String projectId) {
    project(projectId);
    return store.branchesOf(projectId).stream()
        .filter(entry -> entry.branch().isDefault())
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("default branch"));
  }

  static Endpoint endpoint(BranchEntry entry) {
    return entry.endpoint().orElseThrow(() -> ApiException.notFound("endpoint"));
  }

  static Role role(BranchEntry entry, String name) {
    return entry.role(name).orElseThrow(() -> ApiException.notFound("role"));
  }

  static Database database(BranchEntry entry, String name) {
    return entry.database(name).orElseThrow(() -> ApiException.notFound("database"));
  }
}
