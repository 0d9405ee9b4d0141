package io.tenantdb.neon.views;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.NeonApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's reading of Neon: one branch list and one endpoint list of a project serve all its
 * tenants. Our own changes are folded in as Neon accepts them, and a list that was asked before one
 * of them does not undo it. Safe for use by many threads.
 */
public final class ProjectViews {
  private final Clock clock;
  private final ConcurrentMap<String, Shelf> shelves = new ConcurrentHashMap<>();

  /** Knows nothing yet. */
  public ProjectViews(Clock clock) {
    this.clock = clock;
  }

  /**
   * The project: the last view if it is younger than {@code maxAge} and nothing made it doubtful,
   * else a new one. Those who ask at the same time share one list, and its failure.
   *
   * @throws io.tenantdb.neon.NeonException when the list failed; an old view is never passed off as
   *     a new one
   */
  public ProjectView view(String projectId, NeonApi api, Duration maxAge) {
    return shelf(projectId).view(api, maxAge);
  }

  /** The last view, however old; empty if the project was never listed. */
  public Optional<ProjectView> cached(String projectId) {
    return Optional.ofNullable(shelves.get(projectId)).flatMap(Shelf::cached);
  }

  /** Somebody else may have changed the project: the next {@link #view} lists anew. */
  public void stale(String projectId) {
    shelf(projectId).doubt();
  }

  /** Neon accepted a new branch. */
  public void created(CreatedBranch created) {
    Branch branch = created.branch();
    Shelf shelf = shelf(branch.projectId());
    shelf.putBranch(branch.id(), Optional.of(branch));
    created.endpoints().stream()
        .filter(Endpoint::readWrite)
        .forEach(endpoint -> shelf.putEndpoint(branch.id(), Optional.of(endpoint)));
  }

  /** Neon accepted that a branch goes, or said that it had gone. */
  public void deleted(String projectId, String branchId) {
    Shelf shelf = shelf(projectId);
    shelf.putBranch(branchId, Optional.empty());
    shelf.putEndpoint(branchId, Optional.empty());
  }

  /** Neon accepted a change of a read-write endpoint, or gave a branch a new one. */
  public void changed(String projectId, Endpoint endpoint) {
    shelf(projectId).putEndpoint(endpoint.branchId(), Optional.of(endpoint));
  }

  /** Neon accepted a change of a branch. */
  public void changed(String projectId, Branch branch) {
    shelf(projectId).putBranch(branch.id(), Optional.of(branch));
  }

  /** The operations of a branch have ended: it and its endpoint are where they were going. */
  public void settled(String projectId, String branchId) {
    shelf(projectId).settle(branchId, ProjectViews::settled, ProjectViews::settled);
  }

  /** The project is gone, or none of our business any more. */
  public void forget(String projectId) {
    shelves.remove(projectId);
  }

  private Shelf shelf(String projectId) {
    return shelves.computeIfAbsent(projectId, id -> new Shelf(id, clock));
  }

  private static Branch settled(Branch branch) {
    return new Branch(
        branch.id(),
        branch.projectId(),
        branch.name(),
        branch.parentId(),
        target(branch.state(), branch.pendingState(), "ready"),
        null,
        branch.isDefault(),
        branch.isProtected(),
        branch.annotations(),
        branch.logicalSizeBytes(),
        branch.computeSeconds(),
        branch.createdAt());
  }

  private static Endpoint settled(Endpoint endpoint) {
    return new Endpoint(
        endpoint.id(),
        endpoint.projectId(),
        endpoint.branchId(),
        endpoint.host(),
        endpoint.readWrite(),
        target(endpoint.state(), endpoint.pendingState(), "active"),
        null,
        endpoint.minCu(),
        endpoint.maxCu(),
        endpoint.suspendTimeoutSeconds(),
        endpoint.disabled(),
        endpoint.lastActiveAt());
  }

  private static String target(String state, @Nullable String pending, String usable) {
    if (pending != null) {
      return pending;
    }
    return state.equals("init") ? usable : state;
  }
}
