package io.tenantdb.sandbox.chaos;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cluster has to say of a store once all trouble is over. */
final class Expectation {
  private Expectation() {}

  /** What is not as it has to be, in words for people; empty when all is well. */
  static List<String> problems(Store store, Map<String, TenantDatabase> databases) {
    List<String> problems = new ArrayList<>();
    problemOfOwner(store, databases.get(store.owner())).ifPresent(problems::add);
    store
        .claim()
        .flatMap(claim -> problemOfClaim(claim, databases.get(claim)))
        .ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> problemOfOwner(Store store, @Nullable TenantDatabase database) {
    if (!store.isLive()) {
      return Optional.ofNullable(database)
          .map(db -> store + " was deleted and is still there: " + Resources.told(db));
    }
    if (database == null) {
      return Optional.of(store + " is gone, though nobody deleted it");
    }
    if (store.isLost()) {
      return says(database, Reason.BranchMissing)
          ? Optional.empty()
          : Optional.of(
              "%s: its branch was deleted in the console, and it says %s"
                  .formatted(store, Resources.told(database)));
    }
    return Resources.isReady(database) != store.isUnmade()
        ? Optional.empty()
        : Optional.of(store + " says " + Resources.told(database));
  }

  private static Optional<String> problemOfClaim(String name, @Nullable TenantDatabase database) {
    if (database == null) {
      return Optional.of("the claim " + name + " is gone, though nobody deleted it");
    }
    return says(database, Reason.OrganizationClaimed)
        ? Optional.empty()
        : Optional.of("the claim %s says %s".formatted(name, Resources.told(database)));
  }

  private static boolean says(TenantDatabase database, Reason reason) {
    return Resources.ready(database)
        .map(Condition::getReason)
        .map(reason.name()::equals)
        .orElse(false);
  }
}
