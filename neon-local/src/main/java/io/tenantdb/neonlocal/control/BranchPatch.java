package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.Branch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes of a branch.
 *
 * @param name null keeps it
 * @param isProtected null keeps it
 * @param changesExpiry whether {@code expiresAt} counts; if so, null clears it
 */
public record BranchPatch(
    @Nullable String name,
    @Nullable Boolean isProtected,
    boolean changesExpiry,
    @Nullable Instant expiresAt) {

  Branch applyTo(Branch branch, Instant now) {
    return branch.with(
        name == null ? branch.name() : name,
        isProtected == null ? branch.isProtected() : isProtected,
        changesExpiry ? expiresAt : branch.expiresAt(),
        now);
  }
}
