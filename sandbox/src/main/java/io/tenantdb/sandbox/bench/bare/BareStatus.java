package io.tenantdb.sandbox.bench.bare;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the bare reconciler found and did. */
public record BareStatus(List<Condition> conditions) {

  /** Copies the conditions; null becomes none. */
  public BareStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
