package io.tenantdb.operator.guard;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.status.Conditions;

/** The deletions that wait for a person. */
public final class HeldDeletions {
  private HeldDeletions() {}

  /** How many there are, by what the stores say. */
  public static int in(Fleet fleet) {
    return (int) fleet.all().stream().filter(HeldDeletions::isHeld).count();
  }

  private static boolean isHeld(TenantDatabase store) {
    return store.isMarkedForDeletion()
        && store.getStatus() != null
        && Conditions.find(store.getStatus().conditions(), ConditionType.Ready)
            .map(ready -> Reason.DeletionHeld.name().equals(ready.getReason()))
            .orElse(false);
  }
}
