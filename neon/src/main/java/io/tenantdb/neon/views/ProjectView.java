package io.tenantdb.neon.views;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project as it was at one moment: a whole list, and our own changes since. Never changes; what
 * is not in it did not exist when it was listed.
 */
public final class ProjectView {
  private final String projectId;
  private final Listing listing;
  private final Changes<Branch> branches;
  private final Changes<Endpoint> endpoints;

  ProjectView(
      String projectId, Listing listing, Changes<Branch> branches, Changes<Endpoint> endpoints) {
    this.projectId = projectId;
    this.listing = listing;
    this.branches = branches;
    this.endpoints = endpoints;
  }

  /** The project. */
  public String projectId() {
    return projectId;
  }

  /** When Neon was asked for the list. */
  public Instant asOf() {
    return listing.askedAt();
  }

  /** The branch of this id. */
  public Optional<Branch> branch(String branchId) {
    return branches.apply(branchId, Optional.ofNullable(listing.branches().get(branchId)));
  }

  /** The branch of exactly this name. */
  public Optional<Branch> branchNamed(String name) {
    Optional<Branch> listed =
        Optional.ofNullable(listing.byName().get(name)).flatMap(branch -> branch(branch.id()));
    return listed
        .filter(branch -> branch.name().equals(name))
        .or(() -> changed().filter(branch -> branch.name().equals(name)).findAny());
  }

  /** The project's default branch. */
  public Optional<Branch> defaultBranch() {
    return branches().filter(Branch::isDefault).findAny();
  }

  /** The read-write endpoint of a branch. */
  public Optional<Endpoint> endpointOf(String branchId) {
    return endpoints.apply(branchId, Optional.ofNullable(listing.endpoints().get(branchId)));
  }

  /** All branches, in no order. */
  public Stream<Branch> branches() {
    Stream<Branch> untouched =
        listing.branches().values().stream()
            .filter(branch -> !branches.byBranch().containsKey(branch.id()));
    return Stream.concat(untouched, changed());
  }

  /** How many branches there are. */
  public int branchCount() {
    return (int) branches().count();
  }

  private Stream<Branch> changed() {
    return branches.byBranch().values().stream().flatMap(change -> change.value().stream());
  }
}
