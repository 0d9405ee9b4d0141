package io.tenantdb.neonlocal.control;

import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.storage.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what has had its time: deleted projects, expired branches, files that no branch needs.
 */
final class Housekeeping {

  /** How long between two rounds. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  /** A file that was just stored may belong to a branch that is being written down. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final Store store;
  private final Projects projects;
  private final Branches branches;
  private final Snapshots snapshots;
  private final String foundation;
  private final Clock clock;

  Housekeeping(
      Store store,
      Projects projects,
      Branches branches,
      Snapshots snapshots,
      String foundation,
      Clock clock) {
    this.store = store;
    this.projects = projects;
    this.branches = branches;
    this.snapshots = snapshots;
    this.foundation = foundation;
    this.clock = clock;
  }

  void keep() {
    projects.purge();
    store.branches().stream().filter(this::isExpired).forEach(this::delete);
    sweep();
  }

  private boolean isExpired(BranchEntry entry) {
    Instant expiry = entry.branch().expiresAt();
    return !entry.deleted() && expiry != null && expiry.isBefore(clock.instant());
  }

  /** What is locked or has children is tried again in the next round. */
  private void delete(BranchEntry entry) {
    try {
      Optional<?> deleted = branches.delete(entry.branch().projectId(), entry.id());
      LOG.atDebug().addKeyValue("branchId", entry.id()).log("expired: {}", deleted.isPresent());
    } catch (ApiException e) {
      LOG.atDebug().addKeyValue("branchId", entry.id()).log("not deleted: {}", e.getMessage());
    }
  }

  private void sweep() {
    List<String> live =
        Stream.concat(
                Stream.of(foundation),
                store.branches().stream().flatMap(entry -> Stream.ofNullable(entry.snapshot())))
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    try {
      int swept = snapshots.sweep(live, clock.instant().minus(GRACE));
      LOG.atDebug().addKeyValue("files", swept).log("swept");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
