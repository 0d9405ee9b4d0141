package io.tenantdb.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tenantdb.operator.leader.Candidate.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final FakeLease lease = new FakeLease();
  private Duration passed = Duration.ZERO;
  private final Candidate one = candidate("one", Duration.ZERO);
  private final Candidate other = candidate("other", Duration.ZERO);

  @Test
  void shouldLeadAtOnceWhenThereIsNoLease() {
    // When
    Result result = one.attempt();

    // Then
    assertThat(result).isEqualTo(Result.LEADING);
    assertThat(one.isLeading()).isTrue();
    assertThat(lease.current().holder()).isEqualTo("one");
  }

  @Test
  void shouldStandByAndKnowWhoLeadsWhenAnotherHoldsTheLease() {
    // Given
    one.attempt();

    // When
    Result result = other.attempt();

    // Then
    assertThat(result).isEqualTo(Result.WAITING);
    assertThat(other.isLeading()).isFalse();
    assertThat(other.holder()).contains("one");
  }

  @Test
  void shouldTakeOverExactlyWhenTheLeaseHasNotBeenRenewedForItsDuration() {
    // Given
    one.attempt();
    other.attempt();

    // When
    after(Duration.ofSeconds(14));
    Result early = other.attempt();
    Duration pause = other.pause();
    after(pause);
    Result then = other.attempt();

    // Then
    assertThat(early).isEqualTo(Result.WAITING);
    assertThat(pause).isEqualTo(Duration.ofSeconds(1));
    assertThat(then).isEqualTo(Result.LEADING);
    assertThat(lease.current().transitions()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeOverWhileTheLeaderRenews() {
    // Given
    one.attempt();
    other.attempt();

    // When
    for (int i = 0; i < 30; i++) {
      after(Duration.ofSeconds(2));
      assertThat(one.attempt()).isEqualTo(Result.LEADING);
      assertThat(other.attempt()).isEqualTo(Result.WAITING);
    }

    // Then
    assertThat(one.isLeading()).isTrue();
    assertThat(other.isLeading()).isFalse();
  }

  @Test
  void shouldNotBelieveTheClockOfAnotherMachine() {
    // Given
    Candidate behind = candidate("behind", Duration.ofHours(-1));
    Candidate ahead = candidate("ahead", Duration.ofHours(1));
    behind.attempt();

    // When
    Result result = ahead.attempt();

    // Then
    assertThat(result).isEqualTo(Result.WAITING);
  }

  @Test
  void shouldNotActAnyMoreBeforeAnotherMayTakeOver() {
    // Given
    one.attempt();
    other.attempt();

    // When
    after(Duration.ofSeconds(10));

    // Then
    assertThat(one.isLeading()).isFalse();
    assertThat(one.hasLapsed()).isTrue();
    assertThat(other.attempt()).isEqualTo(Result.WAITING);
  }

  @Test
  void shouldGiveUpForGoodWhenItSleptOverTheDeadlineEvenIfNobodyTookOver() {
    // Given
    one.attempt();

    // When
    after(Duration.ofSeconds(11));
    Result result = one.attempt();

    // Then
    assertThat(result).isEqualTo(Result.LOST);
  }

  @Test
  void shouldGiveUpWhenAnotherHoldsTheLease() {
    // Given
    one.attempt();
    other.attempt();
    after(Duration.ofSeconds(9));
    one.attempt();
    HeldLease stolen = lease.current().takenBy(terms("other"), START.plus(passed));

    // When
    lease.write(stolen);
    Result result = one.attempt();

    // Then
    assertThat(result).isEqualTo(Result.LOST);
    assertThat(one.isLeading()).isFalse();
    assertThat(one.holder()).contains("other");
  }

  @Test
  void shouldNotGiveBackTheLeaseOfTheOneToWhomItWasLost() {
    // Given
    one.attempt();
    lease.write(lease.current().takenBy(terms("other"), START));
    one.attempt();

    // When
    one.release();

    // Then
    assertThat(lease.current().holder()).isEqualTo("other");
  }

  @Test
  void shouldGoOnLeadingWhenSomebodyOnlyPutALabelOnTheLease() {
    // Given
    one.attempt();

    // When
    lease.label();
    after(Duration.ofSeconds(2));
    Result result = one.attempt();

    // Then
    assertThat(result).isEqualTo(Result.LEADING);
  }

  @Test
  void shouldLetOneLeadWhenTwoReachForAFreeLeaseAtTheSameTime() {
    // Given
    lease.beforeWrite(other::attempt);

    // When
    Result result = one.attempt();

    // Then
    assertThat(result).isEqualTo(Result.WAITING);
    assertThat(one.isLeading()).isFalse();
    assertThat(other.isLeading()).isTrue();
  }

  @Test
  void shouldLeadWithinARetryPeriodWhenTheLeaseIsGivenBack() {
    // Given
    one.attempt();
    other.attempt();

    // When
    one.release();
    after(other.pause());
    Result result = other.attempt();

    // Then
    assertThat(other.pause()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(result).isEqualTo(Result.LEADING);
    assertThat(one.isLeading()).isFalse();
  }

  @Test
  void shouldNotGiveBackALeaseThatAnotherHas() {
    // Given
    one.attempt();
    other.attempt();
    lease.write(lease.current().takenBy(terms("other"), START));

    // When
    one.release();

    // Then
    assertThat(lease.current().holder()).isEqualTo("other");
  }

  @Test
  void shouldLeadAtOnceWhenItStartsAgainUnderTheSameIdentity() {
    // Given
    one.attempt();

    // When
    Result result = candidate("one", Duration.ZERO).attempt();

    // Then
    assertThat(result).isEqualTo(Result.LEADING);
    assertThat(lease.current().transitions()).isZero();
  }

  @Test
  void shouldGoOnLeadingUntilTheDeadlineWhileTheClusterCanNotBeReached() {
    // Given
    one.attempt();
    lease.isDown(true);

    // When
    after(Duration.ofSeconds(9));

    // Then
    assertThatThrownBy(one::attempt).isInstanceOf(KubernetesClientException.class);
    assertThat(one.isLeading()).isTrue();
    after(Duration.ofSeconds(1));
    assertThat(one.isLeading()).isFalse();
  }

  @Test
  void shouldStopActingWhenTheMachineSleptAndOnlyTheWallClockShowsIt() {
    // Given
    Duration[] asleep = {Duration.ZERO};
    Candidate sleeper =
        new Candidate(
            lease,
            terms("sleeper"),
            new Stopwatch(passed::toNanos, clock(() -> START.plus(asleep[0]))));
    sleeper.attempt();

    // When
    asleep[0] = Duration.ofMinutes(1);

    // Then
    assertThat(sleeper.isLeading()).isFalse();
  }

  private void after(Duration time) {
    passed = passed.plus(time);
  }

  private Candidate candidate(String identity, Duration clockIsOffBy) {
    return new Candidate(
        lease,
        terms(identity),
        new Stopwatch(() -> passed.toNanos(), clock(() -> START.plus(passed).plus(clockIsOffBy))));
  }

  private static LeaderTerms terms(String identity) {
    return new LeaderTerms(
        "ops",
        "lease",
        identity,
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(2));
  }

  private static Clock clock(Supplier<Instant> now) {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }
}
