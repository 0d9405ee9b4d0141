package io.tenantdb.operator.service;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Tenant} of the OpenAPI document. */
record TenantView(
    String organizationId,
    String storeName,
    @Nullable String subdomain,
    String status,
    @Nullable String reason,
    @Nullable String message,
    List<Step> conditions) {

  /** {@code Condition} of the OpenAPI document. */
  record Step(
      String type,
      String status,
      @Nullable String reason,
      @Nullable String message,
      @Nullable String lastTransitionTime) {
    static Step of(Condition condition) {
      return new Step(
          condition.getType(),
          condition.getStatus(),
          condition.getReason(),
          condition.getMessage(),
          condition.getLastTransitionTime());
    }
  }
}
