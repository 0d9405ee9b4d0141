package io.tenantdb.operator.fleet;

/** Names of regions: people write {@code eu-central-1}, Neon says {@code aws-eu-central-1}. */
public final class Region {
  private static final String AWS = "aws-";

  private Region() {}

  /** The short name, by which places are compared. */
  public static String shortName(String region) {
    return region.startsWith(AWS) ? region.substring(AWS.length()) : region;
  }

  /** Neon's name. */
  public static String neonName(String region) {
    return region.startsWith(AWS) || region.startsWith("azure-") ? region : AWS + region;
  }
}
