package io.tenantdb.neonlocal.model;

import java.time.Instant;

/** A database as the API shows it. */
public record Database(
    long id, String branchId, String name, String ownerName, Instant createdAt, Instant updatedAt) {

  /** The same database in another branch. */
  public Database in(String otherBranchId, long newId, Instant now) {
    return new Database(newId, otherBranchId, name, ownerName, now, now);
  }

  /** The same database under another name or owner. */
  public Database with(String newName, String newOwner, Instant now) {
    return new Database(id, branchId, newName, newOwner, createdAt, now);
  }
}
