package io.tenantdb.operator.registry;

import java.util.UUID;

/** A row that the database would not take, and why. */
record Refusal(UUID organizationId, Fault fault) {
  @Override
  public String toString() {
    return "row of organization %s: %s".formatted(organizationId, fault);
  }
}
