package io.tenantdb.operator.tenantclass;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanRemoval;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Priority;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes the orphans that a person named, one after the other in a project, a few at a time. Each
 * must have been known as an orphan for the grace time, and is looked at again right before.
 */
final class OrphanRemover {
  private static final int MOST_A_PASS = 5;

  private final ProjectChanges changes;
  private final OrphanDeletion deletion;
  private final Duration grace;
  private final EventRecorder events;
  private final Clock clock;

  OrphanRemover(
      ProjectChanges changes,
      OrphanDeletion deletion,
      Duration grace,
      EventRecorder events,
      Clock clock) {
    this.changes = changes;
    this.deletion = deletion;
    this.grace = grace;
    this.events = events;
    this.clock = clock;
  }

  /** Goes on with the request; what was removed before is in the report. */
  OrphanRemoval goOn(
      TenantDatabaseClass tenantClass, OrphanRequest request, OrphanReport report, NeonApi api) {
    Tally tally = new Tally(removedSoFar(request, report));
    for (String branchId : request.branchIds()) {
      if (!tally.removed.contains(branchId)) {
        find(branchId, report)
            .ifPresentOrElse(
                orphan -> consider(tenantClass, orphan, tally, api),
                () -> tally.refused.add(branchId + " is not in status.orphans.branches"));
      }
    }
    return tally.answer(request);
  }

  /** When the orphan may be removed. */
  Instant dueAt(Orphan orphan) {
    return Instant.parse(orphan.firstSeen()).plus(grace);
  }

  boolean isDue(Orphan orphan) {
    return !clock.instant().isBefore(dueAt(orphan));
  }

  private void consider(TenantDatabaseClass tenantClass, Orphan orphan, Tally tally, NeonApi api) {
    if (!isDue(orphan)) {
      tally.refused.add(
          "%s was first seen as an orphan at %s and may be removed from %s on"
              .formatted(orphan.branchId(), orphan.firstSeen(), dueAt(orphan)));
    } else if (tally.tries == MOST_A_PASS
        || changes.isWorking(orphan.projectId(), Waiter.ofOrphans(tenantClass))) {
      tally.waiting++;
    } else {
      tally.tries++;
      remove(tenantClass, orphan, tally, api);
    }
  }

  private void remove(TenantDatabaseClass tenantClass, Orphan orphan, Tally tally, NeonApi api) {
    List<String> objections = new ArrayList<>();
    try {
      Attempt attempt =
          changes.attempt(
              orphan.projectId(),
              api,
              Waiter.ofOrphans(tenantClass),
              Priority.BACKGROUND,
              () -> deletion.delete(orphan, api.at(Priority.BACKGROUND), objections::add));
      if (!(attempt instanceof Attempt.Sent)) {
        tally.waiting++;
      } else if (objections.isEmpty()) {
        tally.removed.add(orphan.branchId());
        events.normal(
            tenantClass,
            "OrphanRemoved",
            "Branch %s (%s) of project %s, made for organization %s, was removed on request."
                .formatted(
                    orphan.branchId(), orphan.name(), orphan.projectId(), orphan.organizationId()));
      } else {
        tally.refused.add(orphan.branchId() + " " + objections.getFirst());
      }
    } catch (NeonException.Unavailable | NeonException.Throttled e) {
      tally.waiting++;
    } catch (NeonException | KubernetesClientException e) {
      tally.refused.add(orphan.branchId() + ": " + e.getMessage());
    }
  }

  private static List<String> removedSoFar(OrphanRequest request, OrphanReport report) {
    OrphanRemoval before = report.removal();
    return before != null && before.request().equals(request.text()) ? before.removed() : List.of();
  }

  private static Optional<Orphan> find(String branchId, OrphanReport report) {
    return report.branches().stream().filter(o -> o.branchId().equals(branchId)).findFirst();
  }

  /** What a pass came to. */
  private static final class Tally {
    private final List<String> removed;
    private final List<String> refused = new ArrayList<>();
    private int tries;
    private int waiting;

    Tally(List<String> removed) {
      this.removed = new ArrayList<>(removed);
    }

    OrphanRemoval answer(OrphanRequest request) {
      String message =
          "Removed %d of %d%s.%s"
              .formatted(
                  removed.size(),
                  request.branchIds().size(),
                  waiting == 0 ? "" : "; others wait for their turn",
                  refused.isEmpty() ? "" : " Not removed: " + String.join("; ", refused) + ".");
      return new OrphanRemoval(request.text(), waiting == 0, removed, message);
    }
  }
}
