package io.tenantdb.kubectl.cluster;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.api.TenantDatabaseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads conditions, of operators that may be newer than this command, too. */
public final class Conditions {
  private static final String TRUE = "True";

  private Conditions() {}

  /** The status of a store, which says nothing when no operator has looked at it. */
  public static TenantDatabaseStatus status(TenantDatabase store) {
    return Objects.requireNonNullElseGet(store.getStatus(), TenantDatabaseStatus::empty);
  }

  /** The status of a class. */
  public static TenantDatabaseClassStatus status(TenantDatabaseClass storeClass) {
    return Objects.requireNonNullElseGet(storeClass.getStatus(), TenantDatabaseClassStatus::empty);
  }

  /** The condition that sums up a store. */
  public static Optional<Condition> ready(TenantDatabase store) {
    return find(status(store).conditions(), ConditionType.Ready);
  }

  /** The condition that sums up a class. */
  public static Optional<Condition> ready(TenantDatabaseClass storeClass) {
    return find(status(storeClass).conditions(), ConditionType.Ready);
  }

  /** The condition of this type. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions.stream()
        .filter(condition -> type.name().equals(condition.getType()))
        .findFirst();
  }

  /** Whether it says yes. */
  public static boolean isTrue(Condition condition) {
    return TRUE.equals(condition.getStatus());
  }

  /** Its reason, unless a newer operator made it up. */
  public static Optional<Reason> reason(Condition condition) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(condition.getReason()))
        .findFirst();
  }

  /** Whether an operator has seen the store as it is now. */
  public static boolean isObserved(TenantDatabase store) {
    Long observed = status(store).observedGeneration();
    return observed != null && observed >= store.getMetadata().getGeneration();
  }
}
