package io.tenantdb.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What happens to a store's database when its TenantDatabase is deleted. */
public enum DeletionPolicy {
  /**
   * The database stays at Neon, and a TenantDatabase of the same organization adopts it again. A
   * reader takes a policy that it does not know, a newer operator's, for this one.
   */
  @JsonEnumDefaultValue
  Retain,
  /** The database is deleted for good. */
  Delete
}
