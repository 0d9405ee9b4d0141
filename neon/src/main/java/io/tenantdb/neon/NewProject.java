package io.tenantdb.neon;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project to be made. Neon gives it a default branch with a compute of its own.
 *
 * @param organizationId Neon's organization; null when the key belongs to one
 * @param historyRetentionSeconds how far back a restore can go; null takes Neon's default
 * @param branchAnnotations of the default branch, as a proof of who made the project
 */
public record NewProject(
    String name,
    String regionId,
    int pgVersion,
    @Nullable String organizationId,
    String databaseName,
    String ownerRole,
    @Nullable Long historyRetentionSeconds,
    EndpointSettings endpoint,
    Map<String, String> branchAnnotations) {

  /** Copies the annotations. */
  public NewProject {
    branchAnnotations = Map.copyOf(branchAnnotations);
  }
}
