package io.tenantdb.neon;

/**
 * A Postgres role of a branch, as Neon knows it.
 *
 * @param isProtected true for roles that belong to Neon itself
 */
public record Role(String branchId, String name, boolean isProtected) {}
