package io.tenantdb.neon;

/** A Postgres database of a branch and the role that owns it. */
public record Database(String branchId, String name, String ownerName) {}
