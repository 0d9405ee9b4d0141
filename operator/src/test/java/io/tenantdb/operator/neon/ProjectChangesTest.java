package io.tenantdb.operator.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neon.Operation;
import io.tenantdb.neon.Priority;
import io.tenantdb.neon.lanes.OperationsWatch;
import io.tenantdb.neon.lanes.ProjectLanes;
import io.tenantdb.neon.views.ProjectViews;
import io.tenantdb.operator.neon.ProjectChanges.Attempt;
import io.tenantdb.operator.neon.Waiter.Kind;
import io.tenantdb.operator.status.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever becomes of a change, the lane hears of it once, so that the next one can go. */
final class ProjectChangesTest {
  private static final String PROJECT = "p1";
  private static final Waiter FIRST = new Waiter(Kind.STORE, "shops", "first");
  private static final Waiter SECOND = new Waiter(Kind.STORE, "shops", "second");

  private final MutableClock clock = new MutableClock();
  private final FakeNeonApi neon = new FakeNeonApi(clock);
  private final List<Waiter> woken = new ArrayList<>();
  private final ProjectLanes<Waiter> lanes = new ProjectLanes<>(clock, woken::add);
  private final ProjectViews views = new ProjectViews(clock);
  private final ProjectChanges changes = new ProjectChanges(lanes, views);
  private final OperationsWatch<Waiter> watch =
      new OperationsWatch<>(lanes, changes::accountOf, views::settled, 10, clock);

  ProjectChangesTest() {
    neon.addProject(PROJECT, "aws-eu-central-1");
  }

  @Test
  void shouldBeAtWorkUntilNeonHasCarriedTheChangeOut() {
    // When
    Attempt attempt = attempt(FIRST, this::makeBranch);

    // Then
    assertThat(attempt).isEqualTo(new Attempt.Sent());
    assertThat(changes.isWorking(PROJECT, FIRST)).isTrue();
    assertThat(changes.isWorking(PROJECT, SECOND)).isFalse();
  }

  @Test
  void shouldWakeWaiterWhenNeonHasCarriedTheChangeOut() {
    // Given
    attempt(FIRST, this::makeBranch);

    // When
    neonEnds();

    // Then
    assertThat(woken).containsExactly(FIRST);
    assertThat(changes.isWorking(PROJECT, FIRST)).isFalse();
  }

  @Test
  void shouldFreeTheLaneAtOnceWhenThereIsNothingToWaitFor() {
    // When
    attempt(FIRST, List::of);

    // Then
    assertThat(attempt(SECOND, this::makeBranch)).isEqualTo(new Attempt.Sent());
  }

  @Test
  void shouldNotSendWhileAnothersChangeIsAtWork() {
    // Given
    attempt(FIRST, this::makeBranch);

    // When
    Attempt attempt =
        attempt(
            SECOND,
            () -> {
              throw new AssertionError("sent out of turn");
            });

    // Then
    assertThat(attempt).isInstanceOf(Attempt.NotYet.class);
  }

  @Test
  void shouldWakeTheOneThatWaitsWhenItIsItsTurn() {
    // Given
    attempt(FIRST, this::makeBranch);
    attempt(SECOND, this::makeBranch);

    // When
    neonEnds();

    // Then
    assertThat(woken).containsExactly(FIRST, SECOND);
    assertThat(attempt(SECOND, List::of)).isEqualTo(new Attempt.Sent());
  }

  @Test
  void shouldKeepItsTurnWhenNeonIsAtWorkByItself() {
    // Given
    neon.createBranch(PROJECT, new NewBranch("by-hand", null, null, Map.of()));

    // When
    Attempt attempt = attempt(FIRST, this::makeBranch);
    neonEnds();

    // Then
    assertThat(attempt).isInstanceOf(Attempt.NotYet.class);
    assertThat(woken).containsExactly(FIRST);
    assertThat(changes.isWorking(PROJECT, FIRST)).isFalse();
  }

  @Test
  void shouldListAnewWhenSomebodyElseIsAtWorkInTheProject() {
    // Given
    views.view(PROJECT, neon, Duration.ofHours(1));
    neon.createBranch(PROJECT, new NewBranch("by-another-leader", null, null, Map.of()));

    // When
    attempt(FIRST, this::makeBranch);

    // Then
    assertThat(views.view(PROJECT, neon, Duration.ofHours(1)).branchNamed("by-another-leader"))
        .isPresent();
  }

  @Test
  void shouldBeAtWorkAndListAnewWhenTheAnswerIsLost() {
    // Given
    views.view(PROJECT, neon, Duration.ofHours(1));
    neon.calls().loseNextAnswer("createBranch");
    neon.calls().forget();

    // When
    Attempt attempt = attempt(FIRST, this::makeBranch);
    views.view(PROJECT, neon, Duration.ofHours(1));

    // Then
    assertThat(attempt).isInstanceOf(Attempt.Lost.class);
    assertThat(changes.isWorking(PROJECT, FIRST)).isTrue();
    assertThat(neon.calls().count("branches")).isEqualTo(1);
  }

  @Test
  void shouldWakeWaiterToLookWhenTheAnswerWasLost() {
    // Given
    neon.calls().loseNextAnswer("createBranch");
    attempt(FIRST, this::makeBranch);

    // When
    neonEnds();

    // Then
    assertThat(woken).containsExactly(FIRST);
    assertThat(changes.isWorking(PROJECT, FIRST)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldFreeTheLaneAndPassTheRefusalOnWhenNothingWasDone(RuntimeException refusal) {
    // When
    assertThatThrownBy(
            () ->
                attempt(
                    FIRST,
                    () -> {
                      throw refusal;
                    }))
        .isSameAs(refusal);

    // Then
    assertThat(changes.isWorking(PROJECT, FIRST)).isFalse();
    assertThat(lanes.isQuiet()).isTrue();
  }

  @Test
  void shouldTellOnceWhatNeonFailedToDo() {
    // Given
    attempt(FIRST, this::makeBranch);
    neon.failOperations("no capacity");
    look();

    // Then
    assertThat(changes.takeFailure(PROJECT, FIRST).orElseThrow()).contains("no capacity");
    assertThat(changes.takeFailure(PROJECT, FIRST)).isEmpty();
  }

  @Test
  void shouldLetTheNextGoWhenTheHolderIsForgotten() {
    // Given
    attempt(FIRST, this::makeBranch);
    attempt(SECOND, this::makeBranch);
    changes.forget(FIRST);

    // When
    neonEnds();

    // Then
    assertThat(woken).containsExactly(SECOND);
  }

  @Test
  void shouldKeepItsPlaceWhenThereIsNoRoomForTheCallForAMoment() {
    // Given
    Attempt first =
        attempt(
            FIRST,
            () -> {
              throw new NeonException.Throttled("no room", Duration.ofMillis(300));
            });
    Attempt second = attempt(SECOND, this::makeBranch);

    // When
    clock.advance(Duration.ofMillis(300));
    lanes.expire();

    // Then
    assertThat(first).isInstanceOf(Attempt.NotYet.class);
    assertThat(second).isInstanceOf(Attempt.NotYet.class);
    assertThat(woken).containsExactly(FIRST);
    assertThat(neon.calls().count()).isZero();
  }

  private static Stream<RuntimeException> refusals() {
    return Stream.of(
        new NeonException.Unavailable("503", null),
        new NeonException.Throttled("429", Duration.ofMinutes(1)),
        new NeonException.KeyRejected("401"),
        new NeonException.NotFound("404"),
        new NeonException.AlreadyExists("409"),
        new NeonException.LimitReached("422"),
        new NeonException.Rejected("400"),
        new IllegalStateException("a bug"));
  }

  private Attempt attempt(Waiter waiter, Supplier<List<Operation>> change) {
    return changes.attempt(PROJECT, neon, waiter, Priority.NORMAL, change);
  }

  private List<Operation> makeBranch() {
    EndpointSettings settings = new EndpointSettings(0.25, 1, 0, false);
    String name = "branch-" + neon.calls().count();
    return neon.createBranch(PROJECT, new NewBranch(name, null, settings, Map.of())).operations();
  }

  private void neonEnds() {
    neon.finishOperations();
    look();
  }

  private void look() {
    clock.advance(Duration.ofSeconds(20));
    watch.tick();
  }
}
