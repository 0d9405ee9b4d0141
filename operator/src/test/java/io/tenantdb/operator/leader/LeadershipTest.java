package io.tenantdb.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeadershipTest {
  private static final LeaderTerms TERMS =
      new LeaderTerms(
          "ops",
          "lease",
          "one",
          Duration.ofSeconds(2),
          Duration.ofMillis(600),
          Duration.ofMillis(100));

  private final FakeLease lease = new FakeLease();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void shouldLeadAndGiveTheLeaseBackWhenClosed() {
    // Given
    Leadership leadership = leadership(lease);
    leadership.start();
    await().untilAsserted(() -> assertThat(told).containsExactly("leading"));

    // When
    leadership.close();

    // Then
    assertThat(lease.current().isFree()).isTrue();
    assertThat(leadership.isLeading()).isFalse();
    assertThat(told).containsExactly("leading");
  }

  @Test
  void shouldTellOnceThatTheLeaseIsLostAlthoughTheCallToTheClusterHangs() {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    LeaseDoor hanging =
        new LeaseDoor() {
          @Override
          public Optional<HeldLease> read() {
            return lease.read();
          }

          @Override
          public Optional<HeldLease> write(HeldLease next) {
            if (next.version() != null) {
              hang(never);
            }
            return lease.write(next);
          }
        };
    Leadership leadership = leadership(hanging);

    // When
    leadership.start();

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsExactly("leading", "the lease could not be renewed within PT0.6S"));
    assertThat(leadership.isLeading()).isFalse();
    never.countDown();
    leadership.close();
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldNameTheLeaderWhenItLostTheLeaseToAnother() {
    // Given
    Leadership leadership = leadership(lease);
    leadership.start();
    lease.beforeWrite(
        () ->
            lease.write(
                new HeldLease(
                    "other",
                    Duration.ofSeconds(2),
                    lease.current().acquired(),
                    lease.current().renewed(),
                    1,
                    lease.current().version())));

    // When
    await().until(() -> told.size() == 2);

    // Then
    assertThat(told).containsExactlyInAnyOrder("leading", "other leads now");
    leadership.close();
    assertThat(lease.current().holder()).isEqualTo("other");
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoRightToTheLease() {
    // Given
    LeaseDoor forbidden =
        new LeaseDoor() {
          @Override
          public Optional<HeldLease> read() {
            throw new KubernetesClientException(
                new StatusBuilder().withCode(403).withMessage("leases is forbidden").build());
          }

          @Override
          public Optional<HeldLease> write(HeldLease next) {
            return Optional.empty();
          }
        };
    Leadership leadership = leadership(forbidden);

    // When / Then
    assertThatThrownBy(leadership::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Lease lease in namespace ops")
        .hasMessageContaining("install/tenantdb-operator.yaml")
        .hasMessageContaining("TENANTDB_LEADER_ELECTION=false");
  }

  private Leadership leadership(LeaseDoor door) {
    return Leadership.of(
        TERMS,
        door,
        new Leadership.Listener() {
          @Override
          public void onLeading() {
            told.add("leading");
          }

          @Override
          public void onLost(String why) {
            told.add(why);
          }
        },
        Clock.systemUTC());
  }

  private static void hang(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
