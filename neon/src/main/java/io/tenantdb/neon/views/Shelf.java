package io.tenantdb.neon.views;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one project. Order is counted, not timed, so that it holds on any clock: {@code
 * changeNumber} counts our own changes, {@code doubts} the reasons to list anew.
 */
final class Shelf {
  /** How far Neon's lists may lag behind its own answers. */
  private static final Duration LAG = Duration.ofSeconds(10);

  /** How long Neon is not asked again for a project that it does not know. */
  private static final Duration GONE_FOR = Duration.ofSeconds(30);

  private final String projectId;
  private final Clock clock;
  private final ReentrantLock listing = new ReentrantLock();

  // All below is guarded by this.
  private @Nullable Listing listed;
  private long listedAtDoubt;
  private Changes<Branch> branches = Changes.none();
  private Changes<Endpoint> endpoints = Changes.none();
  private long changeNumber;
  private long doubts;
  private long failures;
  private @Nullable NeonException lastFailure;
  private @Nullable Gone gone;

  Shelf(String projectId, Clock clock) {
    this.projectId = projectId;
    this.clock = clock;
  }

  synchronized Optional<ProjectView> cached() {
    return Optional.ofNullable(listed)
        .map(list -> new ProjectView(projectId, list, branches, endpoints));
  }

  /** What is there if it is good enough, else a new list. Only one list runs at any time. */
  ProjectView view(NeonApi api, Duration maxAge) {
    Optional<ProjectView> good = fresh(maxAge);
    if (good.isPresent()) {
      return good.get();
    }
    long failuresBefore = failures();
    listing.lock();
    try {
      Optional<ProjectView> shared = fresh(maxAge);
      if (shared.isPresent()) {
        return shared.get();
      }
      throwIfFailedSince(failuresBefore);
      throwIfGone();
      return list(api);
    } finally {
      listing.unlock();
    }
  }

  synchronized void doubt() {
    doubts++;
  }

  synchronized void putBranch(String branchId, Optional<Branch> value) {
    branches = branches.with(branchId, change(value));
  }

  synchronized void putEndpoint(String branchId, Optional<Endpoint> value) {
    endpoints = endpoints.with(branchId, change(value));
  }

  /**
   * Changes what is known of a branch and its endpoint; if nothing is, the next view lists anew.
   * What stays as it is counts for no change: it would outlive a list that does not have it.
   */
  synchronized void settle(
      String branchId, UnaryOperator<Branch> branch, UnaryOperator<Endpoint> endpoint) {
    Optional<ProjectView> view = cached();
    Optional<Branch> known =
        view.flatMap(v -> v.branch(branchId)).or(() -> branches.apply(branchId, Optional.empty()));
    if (known.isEmpty()) {
      if (!branches.byBranch().containsKey(branchId)) {
        doubt();
      }
      return;
    }
    known
        .map(branch)
        .filter(settled -> !settled.equals(known.get()))
        .ifPresent(settled -> putBranch(branchId, Optional.of(settled)));
    Optional<Endpoint> compute =
        view.flatMap(v -> v.endpointOf(branchId))
            .or(() -> endpoints.apply(branchId, Optional.empty()));
    compute
        .map(endpoint)
        .filter(settled -> !settled.equals(compute.get()))
        .ifPresent(settled -> putEndpoint(branchId, Optional.of(settled)));
  }

  private <T> Changes.Change<T> change(Optional<T> value) {
    changeNumber++;
    return new Changes.Change<>(changeNumber, clock.instant(), value);
  }

  private synchronized Optional<ProjectView> fresh(Duration maxAge) {
    return listedAtDoubt == doubts
        ? cached().filter(view -> age(view).compareTo(maxAge) < 0)
        : Optional.empty();
  }

  private Duration age(ProjectView view) {
    return Duration.between(view.asOf(), clock.instant());
  }

  private synchronized long failures() {
    return failures;
  }

  /** One that waited for a list shares its failure instead of running into the same wall. */
  private synchronized void throwIfFailedSince(long before) {
    if (failures != before && lastFailure != null) {
      throw lastFailure;
    }
  }

  /** All stores of a project that is gone ask at once, and again and again. */
  private synchronized void throwIfGone() {
    if (gone != null
        && gone.doubts() == doubts
        && clock.instant().isBefore(gone.at().plus(GONE_FOR))) {
      throw gone.failure();
    }
  }

  private ProjectView list(NeonApi api) {
    Asked asked = asked();
    try {
      Listing list = Listing.of(asked.at(), api.branches(projectId), api.endpoints(projectId));
      return keep(list, asked);
    } catch (NeonException e) {
      keep(e);
      throw e;
    }
  }

  private synchronized Asked asked() {
    return new Asked(clock.instant(), changeNumber, doubts);
  }

  private synchronized ProjectView keep(Listing list, Asked asked) {
    Instant lagHorizon = asked.at().minus(LAG);
    branches =
        branches.notSettledBy(
            id -> Optional.ofNullable(list.branches().get(id)), asked.changes(), lagHorizon);
    endpoints =
        endpoints.notSettledBy(
            id -> Optional.ofNullable(list.endpoints().get(id)), asked.changes(), lagHorizon);
    listed = list;
    gone = null;
    listedAtDoubt = asked.doubts();
    return new ProjectView(projectId, list, branches, endpoints);
  }

  private synchronized void keep(NeonException failure) {
    failures++;
    lastFailure = failure;
    gone =
        failure instanceof NeonException.NotFound
            ? new Gone(failure, clock.instant(), doubts)
            : null;
  }

  /** Neon does not know the project. */
  private record Gone(NeonException failure, Instant at, long doubts) {}

  /** The moment a list was asked for. */
  private record Asked(Instant at, long changes, long doubts) {}
}
