package io.tenantdb.operator.simulation;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.ConditionType;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.tenant.PassOutcome;
import java.util.List;

/** How a history tells things. */
final class Words {
  private Words() {}

  static String of(PassOutcome outcome) {
    return "%s %s, again in %s"
        .formatted(
            ready(outcome.status().conditions()),
            outcome.status().neon(),
            outcome.recheck().map(Object::toString).orElse("due time"));
  }

  static String ready(List<Condition> conditions) {
    return Conditions.find(conditions, ConditionType.Ready)
        .map(ready -> ready.getStatus() + "/" + ready.getReason() + " " + ready.getMessage())
        .orElse("nothing said");
  }
}
