package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Isolation;
import io.tenantdb.api.Orphan;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.fleet.LiveStores;
import io.tenantdb.operator.neon.OwnerMark;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deletes one branch, or the project that a store had for itself, after a last look at Neon and,
 * last of all, at the cluster: not at caches.
 */
final class OrphanDeletion {
  private final OrphanSearch search;
  private final LiveStores stores;
  private final OwnerMark mark;
  private final ProjectViews views;
  private final Isolation isolation;

  /**
   * A deletion.
   *
   * @param isolation of the stores that left the branches behind
   */
  OrphanDeletion(
      OrphanSearch search,
      LiveStores stores,
      OwnerMark mark,
      ProjectViews views,
      Isolation isolation) {
    this.isolation = isolation;
    this.search = search;
    this.stores = stores;
    this.mark = mark;
    this.views = views;
  }

  /**
   * Deletes the branch, or its project where it has one for itself, or says why not.
   *
   * @param objection told why nothing was done, as the end of a sentence about the branch
   */
  List<Operation> delete(Orphan orphan, NeonApi api, Consumer<String> objection) {
    Optional<String> found = objectionTo(orphan, api.branches(orphan.projectId()));
    if (found.isPresent()) {
      views.stale(orphan.projectId());
      objection.accept(found.get());
      return List.of();
    }
    if (isolation == Isolation.Project) {
      api.deleteProject(orphan.projectId());
      views.stale(orphan.projectId());
      return List.of();
    }
    List<Operation> operations = api.deleteBranch(orphan.projectId(), orphan.branchId());
    views.deleted(orphan.projectId(), orphan.branchId());
    return operations;
  }

  private Optional<String> objectionTo(Orphan orphan, List<Branch> branches) {
    Optional<Branch> found =
        branches.stream().filter(b -> b.id().equals(orphan.branchId())).findFirst();
    if (found.isEmpty()) {
      return Optional.of("is gone already");
    }
    Branch branch = found.get();
    Optional<String> organization = mark.organizationOf(branch);
    if (organization.isEmpty() || !organization.get().equals(orphan.organizationId())) {
      return Optional.of("was not made by this installation for that organization");
    }
    Optional<String> objection = objectionToPlace(branch);
    if (objection.isPresent()) {
      return objection;
    }
    List<String> children =
        branches.stream()
            .filter(other -> branch.id().equals(other.parentId()))
            .map(Branch::id)
            .toList();
    if (!children.isEmpty()) {
      return Optional.of("has branches made from it: " + String.join(", ", children));
    }
    return ownerOf(branch, organization.get());
  }

  private Optional<String> objectionToPlace(Branch branch) {
    if (branch.isProtected()) {
      return Optional.of("is protected at Neon");
    }
    if (isolation == Isolation.Project) {
      return branch.isDefault() && !search.isShared(branch.projectId())
          ? Optional.empty()
          : Optional.of("has no project for itself");
    }
    return branch.isDefault() ? Optional.of("is the default branch") : Optional.empty();
  }

  private Optional<String> ownerOf(Branch branch, String organization) {
    List<String> owners = stores.ofOrganization(organization);
    if (!owners.isEmpty()) {
      return Optional.of("belongs to TenantDatabase " + String.join(", ", owners));
    }
    return search.isOwned(branch, organization)
        ? Optional.of("belongs to a TenantDatabase")
        : Optional.empty();
  }
}
