package io.tenantdb.operator.leader;

import java.time.Duration;

/**
 * How processes agree on who leads.
 *
 * @param namespace where the Lease is
 * @param lease the name of the Lease; processes that contest it exclude each other
 * @param identity tells this process from the others; the same again after a restart only if the
 *     one before is surely gone
 * @param leaseDuration how long a leader that says nothing is still believed to lead; whole seconds
 * @param renewDeadline how long a leader goes on that can't renew the Lease; shorter
 * @param retryPeriod how often a leader renews and the others look; much shorter
 */
public record LeaderTerms(
    String namespace,
    String lease,
    String identity,
    Duration leaseDuration,
    Duration renewDeadline,
    Duration retryPeriod) {}
