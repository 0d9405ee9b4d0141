package io.tenantdb.operator.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the registry should say, what it says as far as is known, and so what is to be written.
 *
 * <p>Thread-safe: many publish, one writes. Holds the last entry of every organization (about 1 kB
 * each), because that is what a lost registry is rebuilt from.
 */
final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Clock clock;

  private final Map<UUID, Wanted> wanted = new HashMap<>();
  private final Map<UUID, Stored> stored = new HashMap<>();

  /** Since when each waits, the oldest first. */
  private final LinkedHashMap<UUID, Instant> pending = new LinkedHashMap<>();

  private final Map<UUID, Refusal> refused = new HashMap<>();
  private @Nullable Set<UUID> live;
  private boolean closed;

  /** What was published last, and the fingerprint of its row. */
  record Wanted(RegistryEntry entry, Fingerprint fingerprint) {}

  /** A row as last seen: what it says, and whether this installation wrote it. */
  record Stored(Fingerprint fingerprint, boolean ours) {}

  /** A row to write, or to remove when there is nothing wanted. */
  record Work(UUID organizationId, @Nullable Wanted wanted) {}

  /** Numbers for health. */
  record Counts(int pending, int refused, @Nullable Instant pendingSince) {}

  Ledger(Clock clock) {
    this.clock = clock;
  }

  void publish(RegistryEntry entry) {
    var news = new Wanted(entry, Fingerprint.of(entry));
    locked(
        () -> {
          Wanted before = wanted.put(entry.organizationId(), news);
          boolean known = before != null && before.fingerprint().equals(news.fingerprint());
          if (!known || !refused.containsKey(entry.organizationId())) {
            consider(entry.organizationId());
          }
        });
  }

  void remove(UUID organizationId) {
    locked(
        () -> {
          wanted.remove(organizationId);
          if (live != null) {
            live.remove(organizationId);
          }
          refused.remove(organizationId);
          pend(organizationId);
        });
  }

  void complete(Set<UUID> everyOne) {
    locked(
        () -> {
          live = new HashSet<>(everyOne);
          stored.keySet().forEach(this::consider);
        });
  }

  /** How many rows were as they should be when they were last seen, and are not any more. */
  int changedIn(Map<UUID, Stored> rows) {
    return read(() -> (int) wanted.keySet().stream().filter(o -> wasChanged(o, rows)).count());
  }

  /** Takes the rows that the database has; what differs is pending from now on. */
  void audited(Map<UUID, Stored> rows) {
    locked(
        () -> {
          stored.clear();
          stored.putAll(rows);
          refused.clear();
          pending
              .keySet()
              .removeIf(
                  organization ->
                      !wanted.containsKey(organization) && !rows.containsKey(organization));
          wanted.keySet().forEach(this::consider);
          rows.keySet().forEach(this::consider);
        });
  }

  private boolean wasChanged(UUID organization, Map<UUID, Stored> rows) {
    Fingerprint right = Objects.requireNonNull(wanted.get(organization)).fingerprint();
    return isFingerprint(stored.get(organization), right)
        && !isFingerprint(rows.get(organization), right);
  }

  private static boolean isFingerprint(@Nullable Stored row, Fingerprint fingerprint) {
    return row != null && row.fingerprint().equals(fingerprint);
  }

  /** The oldest work, at most {@code most}; it stays pending until confirmed or refused. */
  List<Work> next(int most) {
    return read(
        () ->
            pending.keySet().stream()
                .limit(most)
                .map(organization -> new Work(organization, wanted.get(organization)))
                .toList());
  }

  /** The work is done. */
  void confirm(Work work) {
    locked(
        () -> {
          if (work.wanted() == null) {
            stored.remove(work.organizationId());
          } else {
            stored.put(work.organizationId(), new Stored(work.wanted().fingerprint(), true));
          }
          settle(work);
        });
  }

  /**
   * The database would not take the row; it is tried again when it changes or at the next audit.
   */
  void refuse(Work work, Fault fault) {
    locked(
        () -> {
          refused.put(work.organizationId(), new Refusal(work.organizationId(), fault));
          settle(work);
        });
  }

  /** The row was changed on behalf of another: it must be written again. */
  void disturb(UUID organizationId) {
    locked(
        () -> {
          stored.remove(organizationId);
          consider(organizationId);
        });
  }

  /** Whether {@code organizationId} still claims {@code branchId}, as far as was published. */
  boolean claims(UUID organizationId, String branchId) {
    return read(
        () -> {
          Wanted claim = wanted.get(organizationId);
          return claim != null && branchId.equals(claim.entry().branchId());
        });
  }

  Counts counts() {
    return read(
        () ->
            new Counts(
                pending.size() + refused.size(),
                refused.size(),
                pending.isEmpty() ? null : pending.firstEntry().getValue()));
  }

  /** Any one of the refusals, for health; null when there is none. */
  @Nullable Refusal anyRefusal() {
    return read(() -> refused.values().stream().findFirst()).orElse(null);
  }

  /** Waits until there is work, the ledger is closed, or {@code most} has passed. */
  void awaitWork(Duration most) throws InterruptedException {
    await(most, () -> closed || !pending.isEmpty());
  }

  /** Waits until the ledger is closed or {@code pause} has passed. */
  void pause(Duration pause) throws InterruptedException {
    await(pause, () -> closed);
  }

  void close() {
    locked(() -> closed = true);
  }

  boolean isClosed() {
    return read(() -> closed);
  }

  // Decides whether the organization's row is to be written or removed.
  private void consider(UUID organization) {
    Wanted want = wanted.get(organization);
    Stored row = stored.get(organization);
    refused.remove(organization);
    if (want == null) {
      if (live != null && row != null && row.ours() && !live.contains(organization)) {
        pend(organization);
      }
    } else if (row != null && row.ours() && row.fingerprint().equals(want.fingerprint())) {
      pending.remove(organization);
    } else {
      pend(organization);
    }
  }

  private void pend(UUID organization) {
    pending.putIfAbsent(organization, clock.instant());
  }

  // What was published while the row was being written keeps it pending.
  private void settle(Work work) {
    Wanted now = wanted.get(work.organizationId());
    if (Objects.equals(fingerprint(now), fingerprint(work.wanted()))) {
      pending.remove(work.organizationId());
    }
  }

  private static @Nullable Fingerprint fingerprint(@Nullable Wanted wanted) {
    return wanted == null ? null : wanted.fingerprint();
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration most, BooleanSupplier over) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!over.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
