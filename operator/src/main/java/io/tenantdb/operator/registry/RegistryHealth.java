package io.tenantdb.operator.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the mirror is doing.
 *
 * @param connected whether the last thing asked of the database worked
 * @param pending organizations whose row is not yet what it should be
 * @param refused organizations whose row the database would not take; part of {@code pending}
 * @param pendingSince since when the row waits to be written that waits longest, refused ones
 *     aside; null when none does
 * @param lastError what went wrong last, without secrets; null when nothing is wrong
 * @param lastSuccess when the database was last known to be as it should; null before the first
 *     time
 */
public record RegistryHealth(
    boolean connected,
    int pending,
    int refused,
    @Nullable Instant pendingSince,
    @Nullable String lastError,
    @Nullable Instant lastSuccess) {}
