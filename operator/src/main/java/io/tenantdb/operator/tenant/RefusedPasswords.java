package io.tenantdb.operator.tenant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passwords that Neon tells and a store's database does not take. A change of a password is carried
 * out after it was accepted; where Neon failed to, perhaps in the time of an earlier process, it
 * has to be asked for another.
 */
final class RefusedPasswords {
  /** For what is still on its way; and between two requests. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<String, Instant> since = new ConcurrentHashMap<>();
  private final Clock clock;

  RefusedPasswords(Clock clock) {
    this.clock = clock;
  }

  /** It was refused; answers whether this has gone on for so long that another is worth a try. */
  boolean needsAnother(String branchId) {
    Instant now = clock.instant();
    Instant first = since.computeIfAbsent(branchId, id -> now);
    if (now.isBefore(first.plus(PATIENCE))) {
      return false;
    }
    since.put(branchId, now);
    return true;
  }

  /** It was taken. */
  void taken(String branchId) {
    since.remove(branchId);
  }
}
