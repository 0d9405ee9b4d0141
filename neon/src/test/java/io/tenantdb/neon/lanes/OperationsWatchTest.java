package io.tenantdb.neon.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.SilentNeonApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationsWatchTest {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration TOOK = Duration.ofSeconds(2);
  private static final Duration FIRST_LOOK = Duration.ofMillis(200);

  private final MutableClock clock = new MutableClock();
  private final List<String> woken = new ArrayList<>();
  private final ProjectLanes<String> lanes = new ProjectLanes<>(clock, woken::add);
  private final List<String> settled = new ArrayList<>();
  private final Neon neon = new Neon();
  private final OperationsWatch<String> watch =
      new OperationsWatch<>(
          lanes, project -> neon.client(), (project, branch) -> settled.add(branch), 10, clock);

  @Test
  void shouldAskNothingWhenNobodyWaits() {
    // When
    watch.tick();

    // Then
    assertThat(neon.asked).isEmpty();
    assertThat(watch.isIdle()).isTrue();
  }

  @Test
  void shouldWakeSenderWhenItsOperationEnds() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.done("1", clock.instant()));

    // When
    watch.tick();

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(neon.priorities).containsOnly(Priority.INTERACTIVE);
  }

  @Test
  void shouldAskSinglyForOperationThatLeftTheRecentList() {
    // Given
    send("p", "a", "1");
    neon.single.put("1", Ops.done("1", clock.instant()));

    // When
    watch.tick();

    // Then
    assertThat(neon.asked).containsExactly("list p", "one 1");
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldAskOncePerProjectHoweverManyWait() {
    // Given
    send("p", "a", "1");
    lanes.enter("p", "b", Priority.INTERACTIVE);
    lanes.enter("p", "c", Priority.INTERACTIVE);
    neon.recent.add(Ops.running("1", clock.instant()));

    // When
    watch.tick();

    // Then
    assertThat(neon.asked).containsExactly("list p");
  }

  @Test
  void shouldLookWhenTheChangeShouldBeDoneByWhatEarlierOnesTook() {
    // Given
    send("p", "a", "1");
    Instant sent = clock.instant();
    clock.advance(Duration.ofSeconds(3));
    neon.recent.add(Ops.done("1", sent.plus(TOOK).minus(FIRST_LOOK)));
    watch.tick();
    send("p", "b", "2");
    neon.recent.set(0, Ops.running("2", clock.instant()));
    neon.asked.clear();

    // When
    clock.advance(TOOK.minus(FIRST_LOOK).minusMillis(100));
    watch.tick();
    List<String> before = List.copyOf(neon.asked);
    clock.advance(Duration.ofMillis(200));
    watch.tick();

    // Then
    assertThat(before).isEmpty();
    assertThat(neon.asked).containsExactly("list p");
  }

  @Test
  void shouldNotLookAtTheNextChangeLaterBecauseTheLastWasJustLookedAt() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.done("1", clock.instant().minus(FIRST_LOOK).plusMillis(50)));
    watch.tick();
    enterAndSend("p", "b", "2");
    neon.recent.set(0, Ops.running("2", clock.instant()));
    neon.asked.clear();

    // When
    clock.advance(Duration.ofMillis(60));
    watch.tick();

    // Then
    assertThat(neon.asked).containsExactly("list p");
  }

  @Test
  void shouldTellBranchWhoseChangeIsDoneBeforeAnybodyIsWoken() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.doneOn("br-1", "1", clock.instant()));

    // When
    watch.tick();

    // Then
    assertThat(settled).containsExactly("br-1");
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldNotCallBranchSettledWhenItsChangeFailed() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.failedOn("br-1", "1", "out of disk", clock.instant()));

    // When
    watch.tick();

    // Then
    assertThat(settled).isEmpty();
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldAskLessOftenTheLongerItTakes() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.running("1", clock.instant()));

    // When
    tickFor(Duration.ofMinutes(1));

    // Then
    assertThat(neon.asked).hasSizeBetween(15, 40);
  }

  @Test
  void shouldAskOftenAgainWhenNextChangeBegins() {
    // Given
    send("p", "a", "1");
    neon.recent.add(Ops.running("1", clock.instant()));
    tickFor(Duration.ofMinutes(1));
    neon.recent.set(0, Ops.done("1", clock.instant()));
    tickFor(Duration.ofSeconds(10));
    send("p", "b", "2");
    neon.recent.add(Ops.running("2", clock.instant()));
    neon.asked.clear();

    // When
    tickFor(Duration.ofSeconds(4));

    // Then
    assertThat(neon.asked).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void shouldNotLetManyProjectsUseUpTheBudget() {
    // Given
    for (int i = 0; i < 100; i++) {
      send("p" + i, "a" + i, "operation-" + i);
      neon.recent.add(Ops.running("operation-" + i, clock.instant()));
    }

    // When
    tickFor(Duration.ofMinutes(1));

    // Then
    assertThat(neon.asked).hasSizeLessThan(610);
    assertThat(neon.asked.stream().distinct()).as("each has its turn").hasSize(100);
  }

  @Test
  void shouldWaitAsToldWhenThrottled() {
    // Given
    send("p", "a", "1");
    neon.failure = new NeonException.Throttled("over the limit", Duration.ofSeconds(20));

    // When
    tickFor(Duration.ofSeconds(19));

    // Then
    assertThat(neon.asked).hasSize(1);
  }

  @Test
  void shouldAskMoreAndMoreRarelyWhenNeonFailsAndRecover() {
    // Given
    send("p", "a", "1");
    neon.failure = new NeonException.Unavailable("down", null);
    tickFor(Duration.ofMinutes(5));
    assertThat(watch.failures()).isBetween(8L, 20L);
    neon.failure = null;
    neon.recent.add(Ops.done("1", clock.instant()));

    // When
    tickFor(Duration.ofSeconds(31));

    // Then
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldLookAtOnceWhenNeonCanBeReachedAgain() {
    // Given
    send("p", "a", "1");
    neon.failure = new NeonException.Unavailable("down", null);
    tickFor(Duration.ofMinutes(1));
    neon.failure = null;
    neon.recent.add(Ops.done("1", clock.instant()));

    // When
    watch.tick();
    boolean wasWoken = !woken.isEmpty();
    watch.hurry();
    watch.tick();

    // Then
    assertThat(wasWoken).isFalse();
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldSurviveAnyFailureOfItsParts() {
    // Given
    OperationsWatch<String> broken =
        new OperationsWatch<>(
            lanes,
            project -> {
              throw new IllegalStateException("no key");
            },
            (project, branch) -> {},
            10,
            clock);
    send("p", "a", "1");

    // When
    broken.tick();

    // Then
    assertThat(broken.failures()).isEqualTo(1);
  }

  @Test
  void shouldFreeLaneWhenProjectIsGone() {
    // Given
    send("p", "a", "1");
    neon.failure = new NeonException.NotFound("project not found");

    // When
    watch.tick();

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(lanes.takeFailure("p", "a"))
        .hasValueSatisfying(text -> assertThat(text).contains("project not found"));
  }

  @Test
  void shouldMoveOnWhenWokenOneDoesNotCome() {
    // Given
    lanes.enter("p", "a", Priority.INTERACTIVE);
    lanes.enter("p", "b", Priority.INTERACTIVE);
    lanes.enter("p", "c", Priority.INTERACTIVE);
    lanes.leave("p", "a");

    // When
    tickFor(Duration.ofSeconds(31));

    // Then
    assertThat(woken).containsExactly("b", "c");
  }

  private void send(String project, String who, String operation) {
    enterAndSend(project, who, operation);
    clock.advance(FIRST_LOOK);
  }

  private void enterAndSend(String project, String who, String operation) {
    assertThat(lanes.enter(project, who, Priority.INTERACTIVE)).isInstanceOf(Entry.Granted.class);
    lanes.sent(project, who, List.of(Ops.running(operation, clock.instant())));
  }

  private void tickFor(Duration time) {
    for (long i = time.dividedBy(TICK); i > 0; i--) {
      watch.tick();
      clock.advance(TICK);
    }
  }

  private static final class Neon extends SilentNeonApi {
    private final List<String> asked = new ArrayList<>();
    private final List<Priority> priorities = new ArrayList<>();
    private final List<Operation> recent = new ArrayList<>();
    private final Map<String, Operation> single = new HashMap<>();
    private @Nullable NeonException failure;

    Optional<NeonApi> client() {
      return Optional.of(this);
    }

    @Override
    public NeonApi at(Priority priority) {
      priorities.add(priority);
      return this;
    }

    @Override
    public List<Operation> recentOperations(String projectId, int limit) {
      asked.add("list " + projectId);
      if (failure != null) {
        throw failure;
      }
      return List.copyOf(recent);
    }

    @Override
    public Optional<Operation> operation(String projectId, String operationId) {
      asked.add("one " + operationId);
      return Optional.ofNullable(single.get(operationId));
    }
  }
}
