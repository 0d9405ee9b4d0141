package io.tenantdb.operator.tenant;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.views.ProjectView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a store's branch is recognised in a project.
 *
 * @param branchId as the status or the published Secret has it; null when neither knows one
 * @param branchName null in a project of the store's own, where it is the default branch
 */
record Whereabouts(@Nullable String branchId, @Nullable String branchName) {

  /** The branch's id if one is known. */
  Optional<String> knownId() {
    return Optional.ofNullable(branchId);
  }

  /** By id when that is there, so that a renamed branch is still the store's. */
  Optional<Branch> in(ProjectView view) {
    return Optional.ofNullable(branchId).flatMap(view::branch).or(() -> byName(view));
  }

  private Optional<Branch> byName(ProjectView view) {
    return branchName == null ? view.defaultBranch() : view.branchNamed(branchName);
  }
}
