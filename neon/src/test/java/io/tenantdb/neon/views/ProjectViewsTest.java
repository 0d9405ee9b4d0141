package io.tenantdb.neon.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantdb.neon.Branch;
import io.tenantdb.neon.CreatedBranch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.SilentNeonApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectViewsTest {
  private static final String P = "late-frost-12345678";
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofDays(1);

  private final MutableClock clock = new MutableClock();
  private final ProjectViews views = new ProjectViews(clock);
  private final Neon neon = new Neon();

  @Test
  void shouldKnowBranchesAndTheirReadWriteEndpoints() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.endpoints.add(endpoint("br-1", "idle", null, true));
    neon.endpoints.add(endpoint("br-1", "active", null, false));

    // When
    ProjectView view = view();

    // Then
    assertThat(view.branchNamed("store-1")).isEqualTo(view.branch("br-1")).isPresent();
    assertThat(view.endpointOf("br-1")).map(Endpoint::state).contains("idle");
    assertThat(view.branchNamed("store-2")).isEmpty();
    assertThat(view.asOf()).isEqualTo(clock.instant());
  }

  @Test
  void shouldListOnceForAllWhoAskWithinMaxAge() {
    // Given
    view();
    clock.advance(FIVE_MINUTES.minusMillis(1));

    // When
    view();

    // Then
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldListAnewWhenViewIsTooOld() {
    // Given
    view();
    clock.advance(FIVE_MINUTES);

    // When
    view();

    // Then
    assertThat(neon.lists).hasValue(2);
  }

  @Test
  void shouldListAnewOnceWhenViewIsDoubtful() {
    // Given
    view();
    views.stale(P);
    view();

    // When
    view();

    // Then
    assertThat(neon.lists).hasValue(2);
  }

  @Test
  void shouldListAnewWhenDoubtCameDuringListing() {
    // Given
    neon.whileListing = () -> views.stale(P);
    view();
    neon.whileListing = () -> {};

    // When
    view();

    // Then
    assertThat(neon.lists).hasValue(2);
  }

  @Test
  void shouldNotPassOldViewOffAsNewWhenListFails() {
    // Given
    view();
    clock.advance(FIVE_MINUTES);
    neon.failure = new NeonException.Unavailable("down", null);

    // When
    var failure = assertThatExceptionOfType(NeonException.Unavailable.class);

    // Then
    failure.isThrownBy(this::view);
    assertThat(views.cached(P)).isPresent();
  }

  @Test
  void shouldTryAgainAfterFailure() {
    // Given
    neon.failure = new NeonException.Unavailable("down", null);
    assertThatExceptionOfType(NeonException.class).isThrownBy(this::view);
    neon.failure = null;

    // When
    ProjectView view = view();

    // Then
    assertThat(view.branchCount()).isZero();
  }

  @Test
  void shouldKnowNothingOfProjectThatWasNeverListed() {
    // Given
    views.created(created("br-1", "store-1"));

    // When
    Optional<ProjectView> cached = views.cached(P);

    // Then
    assertThat(cached).isEmpty();
  }

  // Our own changes

  @Test
  void shouldShowNewBranchWithoutListing() {
    // Given
    view();

    // When
    views.created(created("br-1", "store-1"));

    // Then
    assertThat(view().branchNamed("store-1")).map(Branch::id).contains("br-1");
    assertThat(view().endpointOf("br-1")).isPresent();
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldHideDeletedBranchWithoutListing() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.endpoints.add(endpoint("br-1", "idle", null, true));
    view();

    // When
    views.deleted(P, "br-1");

    // Then
    assertThat(view().branch("br-1")).isEmpty();
    assertThat(view().branchNamed("store-1")).isEmpty();
    assertThat(view().endpointOf("br-1")).isEmpty();
    assertThat(view().branchCount()).isZero();
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldNotChangeViewThatWasHandedOut() {
    // Given
    ProjectView before = view();

    // When
    views.created(created("br-1", "store-1"));

    // Then
    assertThat(before.branchCount()).isZero();
  }

  @Test
  void shouldShowChangedEndpoint() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.endpoints.add(endpoint("br-1", "active", null, true));
    view();

    // When
    views.changed(P, endpoint("br-1", "active", "idle", true));

    // Then
    assertThat(view().endpointOf("br-1")).map(Endpoint::pendingState).contains("idle");
  }

  @Test
  void shouldShowRenamedBranchUnderItsNewNameOnly() {
    // Given
    neon.branches.add(branch("br-1", "old", "ready", null));
    view();

    // When
    views.changed(P, branch("br-1", "new", "ready", null));

    // Then
    assertThat(view().branchNamed("old")).isEmpty();
    assertThat(view().branchNamed("new")).isPresent();
  }

  @Test
  void shouldBringBranchAndEndpointWhereTheyWereGoingWhenSettled() {
    // Given
    view();
    views.created(created("br-1", "store-1"));

    // When
    views.settled(P, "br-1");

    // Then
    assertThat(view().branch("br-1")).map(Branch::state).contains("ready");
    assertThat(view().branch("br-1").orElseThrow().pendingState()).isNull();
    assertThat(view().endpointOf("br-1")).map(Endpoint::state).contains("active");
  }

  @Test
  void shouldKeepStateWhenSettledBranchWasAtRest() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "archived", null));
    neon.endpoints.add(endpoint("br-1", "active", "idle", true));
    view();

    // When
    views.settled(P, "br-1");

    // Then
    assertThat(view().branch("br-1")).map(Branch::state).contains("archived");
    assertThat(view().endpointOf("br-1")).map(Endpoint::state).contains("idle");
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldListAnewWhenUnknownBranchSettles() {
    // Given
    view();
    views.settled(P, "br-of-somebody");

    // When
    view();

    // Then
    assertThat(neon.lists).hasValue(2);
  }

  @Test
  void shouldNotListAnewWhenDeletedBranchSettles() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    view();
    views.deleted(P, "br-1");
    views.settled(P, "br-1");

    // When
    ProjectView view = view();

    // Then
    assertThat(view.branch("br-1")).isEmpty();
    assertThat(neon.lists).hasValue(1);
  }

  // Lists and changes that cross

  @Test
  void shouldKeepNewBranchWhenListWasAskedBeforeIt() {
    // Given
    neon.whileListing = () -> views.created(created("br-1", "store-1"));

    // When
    ProjectView view = view();

    // Then
    assertThat(view.branchNamed("store-1")).isPresent();
  }

  @Test
  void shouldKeepBranchDeletedWhenListWasAskedBefore() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.whileListing = () -> views.deleted(P, "br-1");

    // When
    ProjectView view = view();

    // Then
    assertThat(view.branchNamed("store-1")).isEmpty();
  }

  @Test
  void shouldKeepChangeOfEndpointWhenListWasAskedBeforeIt() {
    // Given
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.endpoints.add(endpoint("br-1", "active", null, true));
    neon.whileListing = () -> views.changed(P, endpoint("br-1", "active", "idle", true));

    // When
    ProjectView view = view();

    // Then
    assertThat(view.endpointOf("br-1")).map(Endpoint::pendingState).contains("idle");
  }

  @Test
  void shouldBelieveListAskedAfterChangeOfEndpoint() {
    // Given
    view();
    views.changed(P, endpoint("br-1", "active", "idle", true));
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    neon.endpoints.add(endpoint("br-1", "idle", null, true));

    // When
    ProjectView view = relist();

    // Then
    assertThat(view.endpointOf("br-1")).map(Endpoint::state).contains("idle");
  }

  @Test
  void shouldNotTakeReadReplicaForEndpointOfNewBranch() {
    // Given
    view();

    // When
    views.created(
        new CreatedBranch(
            branch("br-1", "store-1", "init", "ready"),
            List.of(endpoint("br-1", "init", "active", false)),
            List.of()));

    // Then
    assertThat(view().endpointOf("br-1")).isEmpty();
  }

  @Test
  void shouldKeepNewBranchWhenListLagsBehind() {
    // Given
    view();
    views.created(created("br-1", "store-1"));
    clock.advance(Duration.ofSeconds(5));

    // When
    ProjectView view = relist();

    // Then
    assertThat(view.branchNamed("store-1")).isPresent();
  }

  @Test
  void shouldBelieveListAboutBranchThatIsNotNewAnyMore() {
    // Given
    view();
    views.created(created("br-1", "store-1"));
    clock.advance(Duration.ofSeconds(10));

    // When
    ProjectView view = relist();

    // Then
    assertThat(view.branchNamed("store-1")).isEmpty();
  }

  @Test
  void shouldBelieveListAboutStateOfNewBranch() {
    // Given
    view();
    views.created(created("br-1", "store-1"));
    neon.branches.add(branch("br-1", "store-1", "ready", null));
    clock.advance(Duration.ofSeconds(1));

    // When
    ProjectView view = relist();

    // Then
    assertThat(view.branch("br-1")).map(Branch::state).contains("ready");
  }

  // Many at once

  @Test
  void shouldShareOneListAmongAllWhoAskAtOnce() throws Exception {
    // Given
    CountDownLatch listing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    neon.whileListing =
        () -> {
          listing.countDown();
          await(goOn);
        };

    // When
    List<Future<ProjectView>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked.add(threads.submit(this::view));
      await(listing);
      IntStream.range(0, 20).forEach(i -> asked.add(threads.submit(this::view)));
      goOn.countDown();
    }

    // Then
    for (Future<ProjectView> view : asked) {
      assertThat(view.get().asOf()).isEqualTo(clock.instant());
    }
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldShareFailureAmongAllWhoWaitedForTheSameList() throws Exception {
    // Given
    CountDownLatch listing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger failures = new AtomicInteger();
    neon.failure = new NeonException.Unavailable("down", null);
    neon.beforeFailing =
        () -> {
          listing.countDown();
          await(goOn);
        };
    List<Thread> waiting = new ArrayList<>();
    waiting.add(Thread.ofPlatform().start(() -> countFailure(failures)));
    await(listing);
    IntStream.range(0, 5)
        .forEach(i -> waiting.add(Thread.ofPlatform().start(() -> countFailure(failures))));
    Awaitility.await().until(() -> waiting.stream().allMatch(ProjectViewsTest::waits));

    // When
    goOn.countDown();

    // Then
    for (Thread thread : waiting) {
      thread.join();
    }
    assertThat(failures).hasValue(6);
    assertThat(neon.lists).hasValue(1);
  }

  @Test
  void shouldShowEachChangeAmongManyBranches() {
    // Given
    IntStream.range(0, 10_000)
        .forEach(i -> neon.branches.add(branch("br-" + i, "store-" + i, "ready", null)));
    view();

    // When
    IntStream.range(0, 500)
        .forEach(
            i -> {
              views.created(created("br-new-" + i, "new-" + i));
              assertThat(view().branchNamed("new-" + i)).isPresent();
            });

    // Then
    assertThat(view().branchCount()).isEqualTo(10_500);
  }

  private void countFailure(AtomicInteger failures) {
    try {
      view();
    } catch (NeonException e) {
      failures.incrementAndGet();
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private ProjectView view() {
    return views.view(P, neon, FIVE_MINUTES);
  }

  private ProjectView relist() {
    views.stale(P);
    return views.view(P, neon, LONG);
  }

  private CreatedBranch created(String id, String name) {
    return new CreatedBranch(
        branch(id, name, "init", "ready"),
        List.of(endpoint(id, "init", "active", true)),
        List.of());
  }

  private static Branch branch(String id, String name, String state, @Nullable String pending) {
    return new Branch(
        id, P, name, null, state, pending, false, false, Map.of(), null, 0, Instant.EPOCH);
  }

  private static Endpoint endpoint(
      String branchId, String state, @Nullable String pending, boolean readWrite) {
    return new Endpoint(
        "ep-" + branchId, P, branchId, "host", readWrite, state, pending, 0.25, 1, 0, false, null);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Neon extends SilentNeonApi {
    private final List<Branch> branches = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final AtomicInteger lists = new AtomicInteger();
    private Runnable whileListing = () -> {};
    private Runnable beforeFailing = () -> {};
    private @Nullable NeonException failure;

    @Override
    public List<Branch> branches(String projectId) {
      lists.incrementAndGet();
      if (failure != null) {
        beforeFailing.run();
        throw failure;
      }
      List<Branch> answer = List.copyOf(branches);
      whileListing.run();
      return answer;
    }

    @Override
    public List<Endpoint> endpoints(String projectId) {
      return List.copyOf(endpoints);
    }
  }
}
