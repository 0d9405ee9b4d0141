package io.tenantdb.operator.tenantclass;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanRemoval;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.views.ProjectView;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.events.EventRecorder;
import io.tenantdb.operator.fleet.Fleet;
import io.tenantdb.operator.fleet.LiveStores;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.neon.ProjectChanges;
import io.tenantdb.operator.neon.Waiter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reports the branches that belong to no TenantDatabase: those in a class's projects, from the
 * lists that were read for its templates, or the projects that stores had for themselves. Removes
 * those that a person names.
 */
public final class OrphanKeeper {
  private static final String NOT_TOLD =
      "Not told: only some namespaces are watched (TENANTDB_WATCH_NAMESPACES), and a branch may belong to a store elsewhere.";

  private final Doors doors;
  private final OwnProjects ownProjects;

  /**
   * What it reaches the world through.
   *
   * @param fleet there once the caches are filled
   */
  public record Doors(
      Supplier<Fleet> fleet,
      LiveStores stores,
      OwnerMark mark,
      ProjectViews views,
      ProjectChanges changes,
      EventRecorder events,
      Clock clock,
      OrphanTerms terms) {}

  /** A keeper through these doors. */
  public OrphanKeeper(Doors doors) {
    this.doors = doors;
    this.ownProjects = new OwnProjects(doors.fleet(), doors.mark());
  }

  /** What the class's status is to say, and whether there is more to do soon. */
  record Kept(@Nullable OrphanReport report, boolean isPending) {}

  /** Whether a person asked for something that is not answered yet. */
  boolean isAsked(TenantDatabaseClass tenantClass) {
    OrphanRemoval answer = OrphanSearch.before(tenantClass).removal();
    return OrphanRequest.of(tenantClass)
        .map(request -> answer == null || !answer.done() || !isTo(request, answer))
        .orElse(answer != null);
  }

  /** Looks, tells, and goes on with a removal. */
  Kept keep(TenantDatabaseClass tenantClass, NeonApi api) {
    OrphanReport before = OrphanSearch.before(tenantClass);
    Optional<OrphanRequest> request = OrphanRequest.of(tenantClass);
    if (!doors.terms().seesWholeCluster()) {
      OrphanRemoval refusal = request.map(r -> answered(r, NOT_TOLD)).orElse(null);
      return new Kept(new OrphanReport(0, List.of(), 0, List.of(), NOT_TOLD, refusal), false);
    }
    OrphanSearch search = new OrphanSearch(doors.fleet().get(), doors.mark(), doors.clock());
    Optional<OrphanReport> seen = look(tenantClass, search, before, api);
    if (seen.isEmpty()) {
      // Not seen is not the same as not there.
      return new Kept(
          tenantClass.getStatus() == null ? null : tenantClass.getStatus().orphans(), false);
    }
    OrphanReport found = seen.get();
    if (found.count() > before.count()) {
      doors
          .events()
          .warning(
              tenantClass,
              "OrphansFound",
              "Branches at Neon belong to no TenantDatabase; status.orphans names them, docs/operations.md says what to do.");
    }
    OrphanRemoval answer =
        request.map(r -> answer(tenantClass, r, found, search, api)).orElse(null);
    return new Kept(without(found, answer), answer != null && !answer.done());
  }

  private OrphanRemoval answer(
      TenantDatabaseClass tenantClass,
      OrphanRequest request,
      OrphanReport found,
      OrphanSearch search,
      NeonApi api) {
    OrphanRemoval before = found.removal();
    if (before != null && before.done() && isTo(request, before)) {
      return before;
    }
    OrphanRemover remover =
        new OrphanRemover(
            doors.changes(),
            new OrphanDeletion(
                search,
                doors.stores(),
                doors.mark(),
                doors.views(),
                tenantClass.getSpec().isolation()),
            doors.terms().grace(),
            doors.events(),
            doors.clock());
    OrphanRemoval answer =
        request.isDryRun()
            ? answered(request, wouldRemove(tenantClass, found, remover))
            : failuresIn(tenantClass)
                .map(failure -> answered(request, failure))
                .orElseGet(() -> remover.goOn(tenantClass, request, found, api));
    if (answer.done()) {
      doors.events().normal(tenantClass, "OrphansAnswered", answer.message());
    }
    return answer;
  }

  /** A deletion that Neon took and could not carry out: the rest waits for a person. */
  private Optional<String> failuresIn(TenantDatabaseClass tenantClass) {
    Waiter waiter = Waiter.ofOrphans(tenantClass);
    for (String project : ids(tenantClass)) {
      Optional<String> failure = doors.changes().takeFailure(project, waiter);
      if (failure.isPresent()) {
        doors.views().stale(project);
        return Optional.of(
            "Neon failed to carry out the last deletion in project %s: %s. Look at the branches there, then ask again."
                .formatted(project, failure.get()));
      }
    }
    return Optional.empty();
  }

  private String wouldRemove(
      TenantDatabaseClass tenantClass, OrphanReport found, OrphanRemover remover) {
    List<Orphan> due = found.branches().stream().filter(remover::isDue).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add("%d of %d orphans may be removed.".formatted(due.size(), found.count()));
    if (!due.isEmpty()) {
      sentences.add(
          "To remove them for good, with their data: kubectl annotate tdbc %s --overwrite %s=%s"
              .formatted(
                  tenantClass.getMetadata().getName(),
                  Annotations.REMOVE_ORPHANS,
                  due.stream().map(Orphan::branchId).collect(Collectors.joining(","))));
    }
    found.branches().stream()
        .filter(orphan -> !remover.isDue(orphan))
        .map(remover::dueAt)
        .min(Comparator.naturalOrder())
        .ifPresent(next -> sentences.add("The next may be removed from %s on.".formatted(next)));
    return String.join(" ", sentences);
  }

  private Optional<OrphanReport> look(
      TenantDatabaseClass tenantClass, OrphanSearch search, OrphanReport before, NeonApi api) {
    return tenantClass.getSpec().isolation() == Isolation.Project
        ? Optional.of(search.ofOwnProjects(ownProjects.withoutOwner(api), before))
        : projects(tenantClass).map(projects -> search.of(projects, before));
  }

  /** The lists that were just read for the templates; empty unless there is one of each project. */
  private Optional<List<ProjectView>> projects(TenantDatabaseClass tenantClass) {
    List<String> ids = ids(tenantClass);
    List<ProjectView> fresh =
        ids.stream()
            .flatMap(id -> doors.views().cached(id).stream())
            .filter(view -> view.asOf().plus(LastLooks.PERIOD).isAfter(doors.clock().instant()))
            .toList();
    return fresh.size() == ids.size() ? Optional.of(fresh) : Optional.empty();
  }

  private static List<String> ids(TenantDatabaseClass tenantClass) {
    return tenantClass.getSpec().projects().stream().map(place -> place.id()).distinct().toList();
  }

  private static OrphanReport without(OrphanReport found, @Nullable OrphanRemoval answer) {
    List<String> gone = answer == null ? List.of() : answer.removed();
    List<Orphan> left =
        found.branches().stream().filter(orphan -> !gone.contains(orphan.branchId())).toList();
    return new OrphanReport(
        found.count() - (found.branches().size() - left.size()),
        left,
        found.unmarkedCount(),
        found.unmarked(),
        null,
        answer);
  }

  private static OrphanRemoval answered(OrphanRequest request, String message) {
    return new OrphanRemoval(request.text(), true, List.of(), message);
  }

  private static boolean isTo(OrphanRequest request, OrphanRemoval answer) {
    return request.text().equals(answer.request());
  }
}
