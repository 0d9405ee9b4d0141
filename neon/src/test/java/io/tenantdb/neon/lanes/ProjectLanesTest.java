package io.tenantdb.neon.lanes;

import static io.tenantdb.neon.Priority.BACKGROUND;
import static io.tenantdb.neon.Priority.BEGINNING;
import static io.tenantdb.neon.Priority.INTERACTIVE;
import static io.tenantdb.neon.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.MutableClock;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectLanesTest {
  private static final Entry GRANTED = new Entry.Granted();
  private static final LaneTimes TIMES = LaneTimes.usual();

  private final MutableClock clock = new MutableClock();
  private final List<String> woken = new ArrayList<>();
  private final ProjectLanes<String> lanes = new ProjectLanes<>(clock, woken::add);

  // Entering

  @Test
  void shouldGrantFreeLane() {
    // When
    Entry entry = enter("a");

    // Then
    assertThat(entry).isEqualTo(GRANTED);
  }

  @Test
  void shouldQueueWhileAnotherHolds() {
    // Given
    enter("a");
    enter("b");

    // When
    Entry entry = enter("c");

    // Then
    assertThat(entry).isEqualTo(new Entry.Queued(2));
  }

  @Test
  void shouldNotLetProjectsWaitForEachOther() {
    // Given
    enter("a");

    // When
    Entry entry = lanes.enter("other", "b", INTERACTIVE);

    // Then
    assertThat(entry).isEqualTo(GRANTED);
  }

  @Test
  void shouldGrantHolderAgainUntilItReports() {
    // Given
    enter("a");

    // When
    Entry entry = enter("a");

    // Then
    assertThat(entry).isEqualTo(GRANTED);
  }

  @Test
  void shouldKeepPlaceOfOneWhoEntersAgain() {
    // Given
    enter("a");
    enter("b");
    enter("c");

    // When
    Entry entry = enter("b");

    // Then
    assertThat(entry).isEqualTo(new Entry.Queued(1));
  }

  @Test
  void shouldLetMoreUrgentGoFirst() {
    // Given
    enter("a");
    lanes.enter("p", "background", BACKGROUND);
    lanes.enter("p", "normal", NORMAL);
    lanes.enter("p", "interactive", INTERACTIVE);

    // When
    List<String> order = letAllGo("a");

    // Then
    assertThat(order).containsExactly("interactive", "normal", "background");
  }

  @Test
  void shouldLetTheLastOfManyGoSoonAndTheFirstNotWaitForEver() {
    // Given
    enter("a");
    List.of("1", "2", "3", "4", "5", "6").forEach(this::enter);

    // When
    List<String> order = letAllGo("a");

    // Then
    assertThat(order).containsExactly("1", "6", "5", "2", "4", "3");
  }

  @Test
  void shouldKnowTheNewestByWhenItWasAskedFor() {
    // Given
    Instant now = clock.instant();
    enter("a");
    lanes.enter("p", "1", INTERACTIVE, now.minusSeconds(60));
    lanes.enter("p", "2", INTERACTIVE, now.minusSeconds(30));
    lanes.enter("p", "newest", INTERACTIVE, now);
    lanes.enter("p", "4", INTERACTIVE, now.minusSeconds(40));
    lanes.enter("p", "5", INTERACTIVE, now.minusSeconds(50));

    // When
    List<String> order = letAllGo("a");

    // Then
    assertThat(order).containsExactly("1", "newest", "2", "4", "5");
  }

  @Test
  void shouldNotTakeOneForUrgentBecauseItCameLast() {
    // Given
    enter("a");
    List.of("1", "2", "3").forEach(this::enter);
    lanes.enter("p", "normal", NORMAL);

    // When
    List<String> order = letAllGo("a");

    // Then
    assertThat(order).endsWith("normal");
  }

  @Test
  void shouldMoveUpOneWhoBecomesMoreUrgent() {
    // Given
    enter("a");
    lanes.enter("p", "b", NORMAL);
    lanes.enter("p", "c", NORMAL);
    lanes.enter("p", "c", INTERACTIVE);

    // When
    List<String> order = letAllGo("a");

    // Then
    assertThat(order).containsExactly("c", "b");
  }

  @Test
  void shouldNotLetEndlessInteractiveWorkStarveBackground() {
    // Given
    enter("a");
    lanes.enter("p", "patient", BACKGROUND);
    for (int minute = 0; minute <= TIMES.handicap(BACKGROUND).toMinutes(); minute++) {
      clock.advance(Duration.ofMinutes(1));
      enter("a");
    }
    enter("late");

    // When
    lanes.leave("p", "a");

    // Then
    assertThat(woken).containsExactly("patient");
  }

  // Reservations

  @Test
  void shouldReserveFreedLaneForTheNext() {
    // Given
    enter("a");
    enter("b");
    lanes.leave("p", "a");

    // When
    Entry stranger = enter("c");

    // Then
    assertThat(stranger).isEqualTo(new Entry.Queued(1));
    assertThat(woken).containsExactly("b");
    assertThat(enter("b")).isEqualTo(GRANTED);
  }

  @Test
  void shouldWakeTheNextWhenReservationExpires() {
    // Given
    enter("a");
    enter("b");
    enter("c");
    lanes.leave("p", "a");
    clock.advance(TIMES.reservation().plusMillis(1));

    // When
    lanes.expire();

    // Then
    assertThat(woken).containsExactly("b", "c");
    assertThat(enter("b")).isEqualTo(new Entry.Queued(1));
  }

  @Test
  void shouldWakeTheNextWhenReservationIsGivenBack() {
    // Given
    enter("a");
    enter("b");
    enter("c");
    lanes.leave("p", "a");

    // When
    lanes.leave("p", "b");

    // Then
    assertThat(woken).containsExactly("b", "c");
  }

  @Test
  void shouldTakeBackLaneOfOneWhoNeverReports() {
    // Given
    enter("dead");
    enter("b");
    clock.advance(TIMES.report().plusMillis(1));

    // When
    lanes.expire();

    // Then
    assertThat(woken).containsExactly("dead", "b");
    assertThat(enter("b")).isEqualTo(GRANTED);
  }

  // Sent

  @Test
  void shouldHoldLaneUntilAllOperationsHaveEnded() {
    // Given
    enter("a");
    enter("b");
    lanes.sent("p", "a", List.of(running("1"), running("2")));

    // When
    observe(Ops.done("1", now()), running("2"));

    // Then
    assertThat(woken).isEmpty();
    assertThat(lanes.awaitedOperations("p")).containsExactly("2");
  }

  @Test
  void shouldWakeSenderAndNextWhenOperationsHaveEnded() {
    // Given
    enter("a");
    enter("b");
    lanes.sent("p", "a", List.of(running("1")));

    // When
    observe(Ops.done("1", now()));

    // Then
    assertThat(woken).containsExactly("a", "b");
    assertThat(lanes.awaited()).isEmpty();
  }

  @Test
  void shouldFreeLaneAtOnceWhenNothingIsUnfinished() {
    // Given
    enter("a");

    // When
    lanes.sent("p", "a", List.of(Ops.done("1", now())));

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(enter("b")).isEqualTo(GRANTED);
  }

  @Test
  void shouldNotTakeAnAbsentOperationForEnded() {
    // Given
    enter("a");
    lanes.sent("p", "a", List.of(running("1")));

    // When
    observe(Ops.done("other", now()));

    // Then
    assertThat(lanes.awaited()).containsExactly("p");
  }

  @Test
  void shouldQueueSenderBehindItsOwnOperations() {
    // Given
    enter("a");
    lanes.sent("p", "a", List.of(running("1")));

    // When
    Entry entry = enter("a");

    // Then
    assertThat(entry).isEqualTo(new Entry.Queued(0));
  }

  @Test
  void shouldTellSenderOnceWhyItsChangeFailed() {
    // Given
    enter("a");
    lanes.sent("p", "a", List.of(running("1")));
    observe(Ops.failed("1", "disk full", now()));

    // When
    Optional<String> failure = lanes.takeFailure("p", "a");

    // Then
    assertThat(failure)
        .hasValueSatisfying(text -> assertThat(text).contains("create_branch", "disk full"));
    assertThat(lanes.takeFailure("p", "a")).isEmpty();
  }

  @Test
  void shouldForgetOldFailureWhenNextChangeIsSent() {
    // Given
    enter("a");
    lanes.sent("p", "a", List.of(Ops.failed("1", "disk full", now())));
    enter("a");

    // When
    lanes.sent("p", "a", List.of());

    // Then
    assertThat(lanes.takeFailure("p", "a")).isEmpty();
  }

  @Test
  void shouldGoOnWithoutOperationThatNeverEnds() {
    // Given
    enter("a");
    enter("b");
    lanes.sent("p", "a", List.of(running("1")));
    clock.advance(TIMES.operation().plusMillis(1));

    // When
    lanes.expire();

    // Then
    assertThat(woken).containsExactly("a", "b");
    assertThat(lanes.takeFailure("p", "a"))
        .hasValueSatisfying(text -> assertThat(text).contains("[1]", "PT10M"));
  }

  @Test
  void shouldGoOnWhenProjectCannotBeObservedAnyMore() {
    // Given
    enter("a");
    lanes.sent("p", "a", List.of(running("1")));

    // When
    lanes.unobservable("p", "The project is gone.");

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(lanes.takeFailure("p", "a")).contains("The project is gone.");
  }

  @Test
  void shouldTellLateReporterToLookAgain() {
    // Given
    enter("late");
    clock.advance(TIMES.report().plusMillis(1));
    enter("b");
    woken.clear();

    // When
    lanes.sent("p", "late", List.of(running("1")));

    // Then
    assertThat(woken).containsExactly("late");
    assertThat(enter("b")).isEqualTo(GRANTED);
  }

  // Locked

  @Test
  void shouldKeepFirstPlaceOfOneWhoFoundProjectLocked() {
    // Given
    enter("a");
    enter("b");
    lanes.locked("p", "a");
    clock.advance(TIMES.lockPause());

    // When
    observe(Ops.done("of Neon", now()));

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(enter("b")).isEqualTo(new Entry.Queued(1));
    assertThat(enter("a")).isEqualTo(GRANTED);
  }

  @Test
  void shouldStayLockedWhileAnyOperationGoesOn() {
    // Given
    enter("a");
    lanes.locked("p", "a");
    clock.advance(TIMES.lockPause());

    // When
    observe(running("of Neon"));

    // Then
    assertThat(woken).isEmpty();
  }

  @Test
  void shouldNotCountOperationThatNeonNeverFinished() {
    // Given
    enter("a");
    lanes.locked("p", "a");
    clock.advance(TIMES.lockPause());

    // When
    observe(Ops.running("of last week", now().minus(Duration.ofDays(7))));

    // Then
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldNotCountOperationThatFailedBeforeAnotherSucceeded() {
    // Given
    enter("a");
    lanes.locked("p", "a");
    Operation failing = Ops.retried("of Neon", now());
    clock.advance(TIMES.lockPause());

    // When
    observe(failing);
    List<String> whileItMayBeRetried = List.copyOf(woken);
    observe(failing, Ops.done("of another change", now()));

    // Then
    assertThat(whileItMayBeRetried).isEmpty();
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldPauseLongerWithEachLockInARow() {
    // Given
    enter("a");
    lanes.locked("p", "a");
    clock.advance(TIMES.lockPause());
    observe();
    enter("a");
    lanes.locked("p", "a");
    clock.advance(TIMES.lockPause());

    // When
    observe();

    // Then
    assertThat(woken).as("only after the first lock").containsExactly("a");
  }

  @Test
  void shouldNotQueueLockedOneASecondTime() {
    // Given
    enter("a");
    lanes.locked("p", "a");

    // When
    Entry entry = enter("a");

    // Then
    assertThat(entry).isEqualTo(new Entry.Queued(0));
    assertThat(lanes.waiting()).isZero();
  }

  @Test
  void shouldPauseShortlyAgainWhenChangeWasSentSinceLastLock() {
    // Given
    for (int locks = 0; locks < 5; locks++) {
      enter("a");
      lanes.locked("p", "a");
      clock.advance(TIMES.longestLockPause());
      observe();
    }
    enter("a");
    enter("b");
    lanes.sent("p", "a", List.of());
    enter("b");
    lanes.locked("p", "b");
    clock.advance(TIMES.lockPause());
    woken.clear();

    // When
    observe();

    // Then
    assertThat(woken).containsExactly("b");
  }

  @Test
  void shouldGiveUpFirstPlaceWhenLockedOneLeaves() {
    // Given
    enter("a");
    enter("b");
    lanes.locked("p", "a");
    lanes.leave("p", "a");
    clock.advance(TIMES.lockPause());

    // When
    observe();

    // Then
    assertThat(woken).containsExactly("b");
  }

  // Unknown

  @Test
  void shouldRestUntilThereIsRoomForACall() {
    // Given
    lanes.enter("p", "a", BEGINNING);
    clock.advance(Duration.ofMillis(1));
    lanes.enter("p", "b", BEGINNING);

    // When
    lanes.noRoom("p", "a", Duration.ofSeconds(1));
    lanes.expire();
    List<String> before = List.copyOf(woken);
    clock.advance(Duration.ofSeconds(1));
    lanes.expire();

    // Then
    assertThat(before).isEmpty();
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldLetSomebodyMoreUrgentGoWhileThereIsNoRoomForOthers() {
    // Given
    lanes.enter("p", "a", BEGINNING);
    lanes.noRoom("p", "a", Duration.ofSeconds(1));

    // When
    Entry another = lanes.enter("p", "b", BEGINNING);
    Entry urgent = lanes.enter("p", "urgent", INTERACTIVE);

    // Then
    assertThat(another).isInstanceOf(Entry.Queued.class);
    assertThat(urgent).isInstanceOf(Entry.Granted.class);
    assertThat(letAllGo("urgent")).containsExactly("a", "b");
  }

  @Test
  void shouldWakeOneWhoFoundNoRoomAfterItsTurnWasOver() {
    // Given
    enter("a");
    clock.advance(Duration.ofMinutes(2));
    lanes.expire();
    woken.clear();

    // When
    lanes.noRoom("p", "a", Duration.ofSeconds(1));

    // Then
    assertThat(woken).containsExactly("a");
  }

  @Test
  void shouldTellWhereItIsSoonerSomebodysTurn() {
    // Given
    lanes.enter("one waits", "a", BEGINNING);
    lanes.enter("one waits", "b", BEGINNING);
    lanes.enter("taken", "c", BEGINNING);
    lanes.enter("resting", "d", BEGINNING);
    lanes.enter("resting", "e", BEGINNING);
    lanes.noRoom("resting", "d", Duration.ofSeconds(1));

    // When
    List<String> order =
        Stream.of("one waits", "taken", "resting", "free")
            .sorted(Comparator.comparingInt(lanes::load))
            .toList();

    // Then
    assertThat(order).containsExactly("free", "resting", "taken", "one waits");
  }

  @Test
  void shouldWakeToLookAfterLostAnswerWhenNothingGoesOn() {
    // Given
    enter("a");
    enter("b");
    lanes.unknown("p", "a");
    clock.advance(TIMES.settle());

    // When
    observe(Ops.done("1", now()));

    // Then
    assertThat(woken).containsExactly("a", "b");
  }

  @Test
  void shouldNotTrustObservationAskedBeforeAnswerWasLost() {
    // Given
    enter("a");
    Instant before = now();
    clock.advance(Duration.ofSeconds(30));
    lanes.unknown("p", "a");
    clock.advance(Duration.ofSeconds(30));

    // When
    lanes.observed("p", List.of(), before);

    // Then
    assertThat(woken).isEmpty();
  }

  @Test
  void shouldStayTakenAfterLostAnswerWhileOperationsGoOn() {
    // Given
    enter("a");
    lanes.unknown("p", "a");
    clock.advance(TIMES.settle());

    // When
    observe(running("1"));

    // Then
    assertThat(lanes.awaited()).containsExactly("p");
    assertThat(woken).isEmpty();
  }

  @Test
  void shouldNotStayTakenForeverWhenProjectNeverComesToRest() {
    // Given
    enter("a");
    lanes.unknown("p", "a");
    clock.advance(TIMES.operation().plusMillis(1));

    // When
    lanes.expire();

    // Then
    assertThat(woken).containsExactly("a");
    assertThat(enter("b")).isEqualTo(GRANTED);
  }

  // Forgetting

  @Test
  void shouldNotWakeTheForgotten() {
    // Given
    enter("a");
    enter("b");
    enter("c");

    // When
    lanes.forget("b");

    // Then
    lanes.leave("p", "a");
    assertThat(woken).containsExactly("c");
  }

  @Test
  void shouldWaitForOperationsOfTheForgotten() {
    // Given
    enter("a");
    enter("b");
    lanes.sent("p", "a", List.of(running("1")));

    // When
    lanes.forget("a");

    // Then
    assertThat(lanes.awaited()).containsExactly("p");
    observe(Ops.done("1", now()));
    assertThat(woken).containsExactly("b");
  }

  @Test
  void shouldWakeTheOthersWhenWakingOneFails() {
    // Given
    ProjectLanes<String> fragile =
        new ProjectLanes<>(
            clock,
            who -> {
              woken.add(who);
              if (who.equals("a")) {
                throw new IllegalStateException("no");
              }
            });
    fragile.enter("p", "a", INTERACTIVE);
    fragile.enter("p", "b", INTERACTIVE);

    // When
    fragile.sent("p", "a", List.of());

    // Then
    assertThat(woken).containsExactly("a", "b");
  }

  @Test
  void shouldHaveOneHolderWhateverThreadsDo() throws Exception {
    // Given
    ProjectLanes<Integer> shared = new ProjectLanes<>(clock, who -> {});
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();

    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        int who = i;
        threads.execute(
            () -> {
              for (int made = 0; made < 200; ) {
                if (shared.enter("p", who, INTERACTIVE) instanceof Entry.Granted) {
                  together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  inside.decrementAndGet();
                  shared.sent("p", who, List.of());
                  made++;
                }
              }
              done.incrementAndGet();
            });
      }
    }

    // Then
    assertThat(done).hasValue(8);
    assertThat(together).hasValue(1);
  }

  @Test
  void shouldBeQuietWhenNobodyHasAnything() {
    // Given
    enter("a");

    // When
    lanes.leave("p", "a");

    // Then
    assertThat(lanes.isQuiet()).isTrue();
    assertThat(lanes.waiting()).isZero();
  }

  private Entry enter(String who) {
    return lanes.enter("p", who, Priority.INTERACTIVE);
  }

  private void observe(Operation... recent) {
    lanes.observed("p", List.of(recent), now());
  }

  private Operation running(String id) {
    return Ops.running(id, now());
  }

  private Instant now() {
    return clock.instant();
  }

  /** Each leaves as soon as it has the lane. */
  private List<String> letAllGo(String holder) {
    lanes.leave("p", holder);
    for (int i = 0; i < woken.size(); i++) {
      assertThat(lanes.enter("p", woken.get(i), BACKGROUND)).isEqualTo(GRANTED);
      lanes.leave("p", woken.get(i));
    }
    return woken;
  }
}
