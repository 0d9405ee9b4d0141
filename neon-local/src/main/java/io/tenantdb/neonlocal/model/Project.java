package io.tenantdb.neonlocal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project as it is remembered.
 *
 * @param settings quota, allowed IPs and the like: kept and shown, without effect here
 * @param deletedAt when it was deleted; it can be recovered for seven days
 */
public record Project(
    String id,
    String name,
    String regionId,
    int pgVersion,
    String orgId,
    boolean storePasswords,
    int historyRetentionSeconds,
    ComputeSettings defaultEndpointSettings,
    @Nullable JsonNode settings,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt) {

  /** How long a deleted project can be recovered. */
  public static final Duration RECOVERY = Duration.ofDays(7);

  /** The same project with other values for what PATCH can change. */
  public Project with(
      String newName,
      ComputeSettings newDefaults,
      int newRetention,
      @Nullable JsonNode newSettings,
      Instant now) {
    return new Project(
        id,
        newName,
        regionId,
        pgVersion,
        orgId,
        storePasswords,
        newRetention,
        newDefaults,
        newSettings,
        createdAt,
        now,
        deletedAt);
  }

  /** The same project, deleted at a time, or not deleted. */
  public Project withDeletedAt(@Nullable Instant time, Instant now) {
    return new Project(
        id,
        name,
        regionId,
        pgVersion,
        orgId,
        storePasswords,
        historyRetentionSeconds,
        defaultEndpointSettings,
        settings,
        createdAt,
        now,
        time);
  }

  /** Whether it was deleted (and may still be recovered). */
  public boolean isDeleted() {
    return deletedAt != null;
  }
}
