package io.tenantdb.api;

/** What happens to a store's database when its TenantDatabase is deleted. */
public enum DeletionPolicy {
  /** The database stays at Neon, and a TenantDatabase of the same organization adopts it again. */
  Retain,
  /** The database is deleted for good. */
  Delete
}
