package io.tenantdb.operator.tenantclass;

import java.time.Duration;

/**
 * When a branch may be called an orphan, and when it may be removed.
 *
 * @param seesWholeCluster false when only some namespaces are watched: a branch may then belong to
 *     a store out of sight
 * @param grace how long a branch must have been known as an orphan before it may be removed
 */
public record OrphanTerms(boolean seesWholeCluster, Duration grace) {}
