package io.tenantdb.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Neon project.
 *
 * @param regionId Neon's name of the region, for example {@code aws-eu-central-1}; never changes
 * @param branchesLimit the plan's limit of branches; null when Neon does not say
 */
public record Project(
    String id,
    String name,
    String regionId,
    int pgVersion,
    long historyRetentionSeconds,
    @Nullable Long branchesLimit,
    Instant createdAt) {}
