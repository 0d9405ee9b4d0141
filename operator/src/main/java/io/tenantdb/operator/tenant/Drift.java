package io.tenantdb.operator.tenant;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.status.Conditions;
import java.util.Optional;

/** Whether a store that is in use is at Neon as its status says and its terms want. */
final class Drift {
  private Drift() {}

  /** Whether the store should be looked at. One that is being made or changed looks by itself. */
  static boolean isIn(TenantDatabase store, StoreTerms terms, ProjectView view) {
    NeonLocation place = store.getStatus() == null ? null : store.getStatus().neon();
    String branchId = place == null ? null : place.branchId();
    if (place == null || branchId == null) {
      return false;
    }
    Optional<Branch> branch = view.branch(branchId);
    if (isUp(store)) {
      return branch.isEmpty()
          || isRenamed(branch.get(), place)
          || isOther(view.endpointOf(branchId), place, terms);
    }
    return branch.isPresent() && isSaidToBeMissing(store);
  }

  /**
   * What the step puts right in a store that was done already; empty if it does what somebody asked
   * for.
   */
  static Optional<String> putRightBy(Step step, TenantDatabase store) {
    if (!isUp(store)
        || !store.getMetadata().getGeneration().equals(store.getStatus().observedGeneration())) {
      return Optional.empty();
    }
    return switch (step) {
      case Step.RenameBranch rename ->
          Optional.of(
              "Branch %s had been renamed to %s; it gets its name back."
                  .formatted(rename.branch().id(), rename.branch().name()));
      case Step.CreateEndpoint create ->
          Optional.of(
              "Branch %s had lost its endpoint; it gets another.".formatted(create.branch().id()));
      case Step.UpdateEndpoint update
          when update.terms().compute().equals(store.getStatus().compute()) ->
          Optional.of(
              "The settings of endpoint %s had been changed; they are set again."
                  .formatted(update.endpoint().id()));
      case Step.PublishSecret publish ->
          Optional.of(
              "Secret %s was not as it was written, or Neon has another password; it is written again."
                  .formatted(publish.terms().secretName()));
      default -> Optional.empty();
    };
  }

  /** Ready, or suspended on request. */
  static boolean isUp(TenantDatabase store) {
    return store.getStatus() != null
        && (store.getStatus().phase() == Phase.Ready
            || store.getStatus().phase() == Phase.Suspended);
  }

  /** A project's only store is in its default branch, whatever that is called. */
  private static boolean isRenamed(Branch branch, NeonLocation place) {
    return place.branchName() != null && !branch.name().equals(place.branchName());
  }

  private static boolean isOther(
      Optional<Endpoint> endpoint, NeonLocation place, StoreTerms terms) {
    return endpoint
        .map(
            e ->
                !e.id().equals(place.endpointId())
                    || !e.settings().isSameAs(terms.endpointSettings()))
        .orElse(true);
  }

  private static boolean isSaidToBeMissing(TenantDatabase store) {
    return Optional.ofNullable(store.getStatus())
        .flatMap(status -> Conditions.find(status.conditions(), ConditionType.Ready))
        .map(ready -> Reason.BranchMissing.name().equals(ready.getReason()))
        .orElse(false);
  }
}
