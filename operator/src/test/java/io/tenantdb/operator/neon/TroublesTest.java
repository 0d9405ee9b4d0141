package io.tenantdb.operator.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TroublesTest {
  private static final Recheck BACKOFF = new Recheck.Backoff();

  @ParameterizedTest
  @MethodSource("failures")
  void shouldSayWhatFailureMeansAndWhenToTryAgain(
      NeonException failure, String truthAndReason, Recheck recheck) {
    // When
    Standing standing = Troubles.standing(ConditionType.BranchReady, failure);

    // Then
    assertThat(standing.truth() + "/" + standing.reason()).isEqualTo(truthAndReason);
    assertThat(standing.at()).isEqualTo(ConditionType.BranchReady);
    assertThat(standing.message()).contains("said by Neon");
    assertThat(Troubles.recheck(failure)).isEqualTo(recheck);
  }

  @Test
  void shouldTestEveryKindOfFailure() {
    assertThat(
            failures()
                .map(arguments -> Objects.requireNonNull(arguments.get()[0]).getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(NeonException.class.getPermittedSubclasses())
                .map(Class::getName)
                .toList());
  }

  private static Stream<Arguments> failures() {
    String said = "said by Neon";
    return Stream.of(
        Arguments.of(new NeonException.Unavailable(said, null), "Unknown/NeonUnreachable", BACKOFF),
        Arguments.of(
            new NeonException.OutcomeUnknown(said, null),
            "Unknown/NeonUnreachable",
            new Recheck.After(Duration.ofSeconds(30))),
        Arguments.of(
            new NeonException.Throttled(said, Duration.ofSeconds(9)),
            "Unknown/NeonThrottled",
            new Recheck.After(Duration.ofSeconds(9))),
        Arguments.of(new NeonException.Locked(said), "False/WaitingForTurn", BACKOFF),
        Arguments.of(new NeonException.KeyRejected(said), "Unknown/KeyRejected", BACKOFF),
        Arguments.of(new NeonException.LimitReached(said), "False/PlanLimitReached", BACKOFF),
        Arguments.of(new NeonException.NotFound(said), "False/NeonRejected", BACKOFF),
        Arguments.of(new NeonException.AlreadyExists(said), "False/Applying", BACKOFF),
        Arguments.of(
            new NeonException.Rejected(said),
            "False/NeonRejected",
            new Recheck.After(Duration.ofMinutes(10))));
  }
}
