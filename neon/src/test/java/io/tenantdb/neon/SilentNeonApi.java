package io.tenantdb.neon;

import java.util.List;
import java.util.Optional;

/** A Neon that answers nothing: a test overrides what it needs. */
public class SilentNeonApi implements NeonApi {
  @Override
  public NeonApi at(Priority priority) {
    return this;
  }

  @Override
  public String checkKey() {
    throw unexpected();
  }

  @Override
  public List<Project> findProjects(String search) {
    throw unexpected();
  }

  @Override
  public Optional<Project> project(String projectId) {
    throw unexpected();
  }

  @Override
  public CreatedProject createProject(NewProject project) {
    throw unexpected();
  }

  @Override
  public boolean deleteProject(String projectId) {
    throw unexpected();
  }

  @Override
  public List<Branch> branches(String projectId) {
    throw unexpected();
  }

  @Override
  public Optional<Branch> branch(String projectId, String branchId) {
    throw unexpected();
  }

  @Override
  public CreatedBranch createBranch(String projectId, NewBranch branch) {
    throw unexpected();
  }

  @Override
  public List<Operation> renameBranch(String projectId, String branchId, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Operation> protectBranch(String projectId, String branchId, boolean isProtected) {
    throw unexpected();
  }

  @Override
  public List<Operation> deleteBranch(String projectId, String branchId) {
    throw unexpected();
  }

  @Override
  public List<Endpoint> endpoints(String projectId) {
    throw unexpected();
  }

  @Override
  public List<Operation> createEndpoint(
      String projectId, String branchId, EndpointSettings settings) {
    throw unexpected();
  }

  @Override
  public List<Operation> updateEndpoint(
      String projectId, String endpointId, EndpointSettings settings) {
    throw unexpected();
  }

  @Override
  public List<Operation> suspendEndpoint(String projectId, String endpointId) {
    throw unexpected();
  }

  @Override
  public List<Operation> recentOperations(String projectId, int limit) {
    throw unexpected();
  }

  @Override
  public Optional<Operation> operation(String projectId, String operationId) {
    throw unexpected();
  }

  @Override
  public List<Role> roles(String projectId, String branchId) {
    throw unexpected();
  }

  @Override
  public ResetPassword resetPassword(String projectId, String branchId, String roleName) {
    throw unexpected();
  }

  @Override
  public Optional<Secret> password(String projectId, String branchId, String roleName) {
    throw unexpected();
  }

  @Override
  public List<Database> databases(String projectId, String branchId) {
    throw unexpected();
  }

  @Override
  public Secret connectionUri(
      String projectId, String branchId, String databaseName, String roleName, boolean pooled) {
    throw unexpected();
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("not expected in this test");
  }
}
