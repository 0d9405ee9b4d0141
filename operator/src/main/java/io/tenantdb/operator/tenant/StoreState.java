package io.tenantdb.operator.tenant;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a store is for its applications. */
public final class StoreState {
  /** Reasons for which the store's own database can't be reached by its credentials. */
  private static final Set<String> NOT_SERVING =
      Set.of(Reason.BranchMissing.name(), Reason.BranchNotOurs.name(), Reason.WrongDatabase.name());

  private StoreState() {}

  /**
   * Applications are sent to a store that has all it needs, also while it is changed or while we
   * can't look: its database serves all the same.
   */
  public static State of(TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    if (ready(status).filter(ready -> NOT_SERVING.contains(ready.getReason())).isPresent()) {
      return State.FAILED;
    }
    if (isWhole(status.neon(), secret)) {
      return status.phase() == Phase.Suspended ? State.SUSPENDED : State.ACTIVE;
    }
    return status.phase() == Phase.Failed ? State.FAILED : State.PROVISIONING;
  }

  /** Why applications are not sent to the store, for people; null when they are. */
  static @Nullable String why(TenantDatabaseStatus status, Optional<PublishedSecret> secret) {
    return of(status, secret) == State.ACTIVE
        ? null
        : ready(status)
            .map(ready -> "%s: %s".formatted(ready.getReason(), ready.getMessage()))
            .orElse(null);
  }

  private static Optional<Condition> ready(TenantDatabaseStatus status) {
    return Conditions.find(status.conditions(), ConditionType.Ready);
  }

  private static boolean isWhole(@Nullable NeonLocation neon, Optional<PublishedSecret> secret) {
    return secret.isPresent()
        && neon != null
        && neon.projectId() != null
        && neon.branchId() != null
        && neon.endpointId() != null;
  }
}
