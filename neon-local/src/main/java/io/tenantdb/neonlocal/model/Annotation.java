package io.tenantdb.neonlocal.model;

import java.time.Instant;
import java.util.Map;

/** Notes a client left on an object when it made it. */
public record Annotation(
    Target object, Map<String, String> value, Instant createdAt, Instant updatedAt) {

  /** What the notes are about. */
  public record Target(String type, String id) {}

  /** The notes of a branch. */
  public static Annotation ofBranch(String branchId, Map<String, String> value, Instant now) {
    return new Annotation(new Target("console/branch", branchId), Map.copyOf(value), now, now);
  }
}
