package io.tenantdb.neon;

import java.util.List;
import java.util.Optional;

/**
 * The part of Neon's API v2 that this operator uses, in our words. Safe for use by many threads.
 *
 * <p>Lists are whole: every page is followed, and a list that breaks off half-way fails instead of
 * coming back short. Every method throws {@link NeonException}, a closed set that says what the
 * caller may do. Calls that change something answer at once with the operations that carry the
 * change out; the caller waits for those, one change at a time in a project. A change is never sent
 * twice: if its answer was lost, {@link NeonException.OutcomeUnknown} tells the caller to look
 * first.
 */
public interface NeonApi {

  /** The same API with another priority in the account's request budget. */
  NeonApi at(Priority priority);

  /**
   * Checks the API key with the cheapest call there is.
   *
   * @return the id of the account the key belongs to
   */
  String checkKey();

  /** Every project whose name or id contains {@code search}; the caller compares whole names. */
  List<Project> findProjects(String search);

  /** The project; empty when it does not exist, was deleted, or the key may not see it. */
  Optional<Project> project(String projectId);

  /** Makes a project with one root branch. */
  CreatedProject createProject(NewProject project);

  /**
   * Deletes a project with all its branches; true if it existed. Neon keeps it recoverable for 7
   * days.
   */
  boolean deleteProject(String projectId);

  /** Every branch of the project, with annotations. */
  List<Branch> branches(String projectId);

  /** The branch, with annotations; empty when there is none of this id. */
  Optional<Branch> branch(String projectId, String branchId);

  /** Makes a branch, and its endpoint if asked. */
  CreatedBranch createBranch(String projectId, NewBranch branch);

  /** Gives a branch another name. */
  List<Operation> renameBranch(String projectId, String branchId, String name);

  /** Protects a branch, or takes its protection away. Plans limit how many a project may have. */
  List<Operation> protectBranch(String projectId, String branchId, boolean isProtected);

  /** Deletes a branch with its endpoints for good. No operations when it was gone already. */
  List<Operation> deleteBranch(String projectId, String branchId);

  /** Every endpoint of the project. */
  List<Endpoint> endpoints(String projectId);

  /** Gives a branch a read-write endpoint. */
  List<Operation> createEndpoint(String projectId, String branchId, EndpointSettings settings);

  /** Sets an endpoint's settings, all of them. */
  List<Operation> updateEndpoint(String projectId, String endpointId, EndpointSettings settings);

  /** Suspends the endpoint's compute; the next connection wakes it unless it is disabled. */
  List<Operation> suspendEndpoint(String projectId, String endpointId);

  /** The newest operations of the project, newest first, at most {@code limit} (1 to 1,000). */
  List<Operation> recentOperations(String projectId, int limit);

  /** The operation; empty when Neon does not know it. */
  Optional<Operation> operation(String projectId, String operationId);

  /** The roles of a branch. */
  List<Role> roles(String projectId, String branchId);

  /** Gives a role a new password made by Neon. Connections of the role drop. */
  ResetPassword resetPassword(String projectId, String branchId, String roleName);

  /** The role's password; empty when the role does not exist or Neon does not know its password. */
  Optional<Secret> password(String projectId, String branchId, String roleName);

  /** The databases of a branch. */
  List<Database> databases(String projectId, String branchId);

  /**
   * The URI a Postgres client connects with, password included.
   *
   * @param pooled true for Neon's connection pooler, false for the compute itself
   */
  Secret connectionUri(
      String projectId, String branchId, String databaseName, String roleName, boolean pooled);
}
