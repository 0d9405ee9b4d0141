package io.tenantdb.neonlocal.control;

/**
 * How much of everything there may be.
 *
 * @param branchesPerProject Neon's plans: 10 to 5,000
 * @param protectedBranchesPerProject Neon's plans: 2 or 5
 * @param maxAwake concurrently active computes, those of default branches aside
 * @param maxConnections most sessions a compute takes, whatever its size
 */
public record Limits(
    int branchesPerProject, int protectedBranchesPerProject, int maxAwake, int maxConnections) {

  /** Roles of a branch, and databases of a branch. */
  static final int CATALOG_OBJECTS_PER_BRANCH = 500;
}
