package io.tenantdb.neonlocal.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of a branch: one document of the state folder.
 *
 * @param snapshot hash of the tree of its data at rest; null until the branch is made
 * @param pending what its PostgreSQL has yet to be told, oldest first
 * @param deleted true from the DELETE call until its data is gone
 */
public record BranchEntry(
    Branch branch,
    Annotation annotation,
    List<Endpoint> endpoints,
    List<Role> roles,
    List<Database> databases,
    @Nullable String snapshot,
    List<Change> pending,
    boolean deleted) {

  /** Its identifier. */
  public String id() {
    return branch.id();
  }

  /** Its one endpoint, if it has one. */
  public Optional<Endpoint> endpoint() {
    return endpoints.stream().findFirst();
  }

  /** The role of that name. */
  public Optional<Role> role(String name) {
    return roles.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  /** The database of that name. */
  public Optional<Database> database(String name) {
    return databases.stream().filter(database -> database.name().equals(name)).findFirst();
  }

  /** The same entry with another view of the branch. */
  public BranchEntry with(Branch newBranch) {
    return new BranchEntry(
        newBranch, annotation, endpoints, roles, databases, snapshot, pending, deleted);
  }

  /** The same entry with these endpoints. */
  public BranchEntry withEndpoints(List<Endpoint> newEndpoints) {
    return new BranchEntry(
        branch,
        annotation,
        List.copyOf(newEndpoints),
        roles,
        databases,
        snapshot,
        pending,
        deleted);
  }

  /** The same entry with its endpoint changed. */
  public BranchEntry mapEndpoint(UnaryOperator<Endpoint> change) {
    return withEndpoints(endpoints.stream().map(change).toList());
  }

  /** The same entry with these roles and databases. */
  public BranchEntry with(List<Role> newRoles, List<Database> newDatabases) {
    return new BranchEntry(
        branch,
        annotation,
        endpoints,
        List.copyOf(newRoles),
        List.copyOf(newDatabases),
        snapshot,
        pending,
        deleted);
  }

  /** The same entry with its data at rest elsewhere. */
  public BranchEntry withSnapshot(String newSnapshot) {
    return new BranchEntry(
        branch, annotation, endpoints, roles, databases, newSnapshot, pending, deleted);
  }

  /** The same entry with these changes pending. */
  public BranchEntry withPending(List<Change> newPending) {
    return new BranchEntry(
        branch,
        annotation,
        endpoints,
        roles,
        databases,
        snapshot,
        List.copyOf(newPending),
        deleted);
  }

  /** The same entry, marked as deleted. */
  public BranchEntry markDeleted() {
    return new BranchEntry(
        branch, annotation, endpoints, roles, databases, snapshot, pending, true);
  }

  /** The same entry, deleted no more. */
  public BranchEntry unmarkDeleted() {
    return new BranchEntry(
        branch, annotation, endpoints, roles, databases, snapshot, pending, false);
  }
}
