package io.tenantdb.neonlocal.control;

/** Neon's rule for {@code max_connections}, which follows the compute's size. */
final class ComputeSize {

  private static final int MOST = 4000;
  private static final double CONNECTIONS_PER_CU = 419.5;

  private ComputeSize() {}

  /**
   * Sessions a compute of these limits takes; the smaller of maximum and eight times minimum
   * counts.
   */
  static int maxConnections(double minCu, double maxCu) {
    double size = Math.min(maxCu, 8 * minCu);
    return (int) Math.min(MOST, size * CONNECTIONS_PER_CU);
  }
}
