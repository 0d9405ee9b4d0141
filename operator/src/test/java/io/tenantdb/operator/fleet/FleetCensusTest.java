package io.tenantdb.operator.fleet;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import io.tenantdb.operator.status.MutableClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetCensusTest {
  private static final int MANY = 50_000;

  private final MutableClock clock = new MutableClock();
  private final FakeFleet fleet = new FakeFleet();

  FleetCensusTest() {
    fleet.put(tenantClass("shared").build());
  }

  @Test
  void shouldCountStoresByClassRegionAndPhase() {
    // Given
    put("a", Phase.Ready, "True", Reason.AsDesired, 0);
    put("b", Phase.Ready, "True", Reason.AsDesired, 0);
    put("c", Phase.Failed, "False", Reason.BranchMissing, 60);

    // When // Then
    assertThat(read(Meters.STORES))
        .containsExactlyInAnyOrder(
            Meters.STORES.reading(2, "shared", "aws-eu", "Ready"),
            Meters.STORES.reading(1, "shared", "aws-eu", "Failed"));
    assertThat(read(Meters.STORES_SCHEMA))
        .containsExactly(Meters.STORES_SCHEMA.reading(3, "shared", "7"));
  }

  @Test
  void shouldCountAStoreThatHasNotBegun() {
    // Given
    fleet.put(
        store("new").ofClass("shared").createdAt(clock.instant().minusSeconds(9) + "").build());

    // When // Then
    assertThat(read(Meters.STORES))
        .containsExactly(Meters.STORES.reading(1, "shared", "", "Pending"));
    assertThat(read(Meters.STORES_NOT_READY))
        .containsExactly(Meters.STORES_NOT_READY.reading(1, "shared", "Waiting", "time"));
    assertThat(read(Meters.STORES_NOT_READY_OLDEST))
        .contains(Meters.STORES_NOT_READY_OLDEST.reading(9, "shared", "time"));
  }

  @Test
  void shouldTellThoseThatWaitForAPersonFromThoseThatWaitForTime() {
    // Given
    put("a", Phase.Provisioning, "False", Reason.Creating, 30);
    put("b", Phase.Provisioning, "Unknown", Reason.NeonUnreachable, 40);
    put("c", Phase.Failed, "False", Reason.BranchMissing, 3600);
    put("d", Phase.Failed, "False", Reason.BranchMissing, 60);

    // When // Then
    assertThat(read(Meters.STORES_NOT_READY))
        .contains(Meters.STORES_NOT_READY.reading(2, "shared", "BranchMissing", "person"));
    assertThat(read(Meters.STORES_NOT_READY_OLDEST))
        .containsExactlyInAnyOrder(
            Meters.STORES_NOT_READY_OLDEST.reading(40, "shared", "time"),
            Meters.STORES_NOT_READY_OLDEST.reading(3600, "shared", "person"));
  }

  @Test
  void shouldNotTakeASuspendedStoreForOneThatWaits() {
    // Given
    put("a", Phase.Suspended, "False", Reason.Suspended, 99_999);

    // When // Then
    assertThat(read(Meters.STORES_NOT_READY_OLDEST)).allMatch(reading -> reading.value() == 0);
    assertThat(read(Meters.STORES_NOT_READY))
        .containsExactly(Meters.STORES_NOT_READY.reading(1, "shared", "Suspended", "nothing"));
  }

  @Test
  void shouldTellHeldDeletionsFromThoseUnderWay() {
    // Given
    Instant asked = clock.instant().minusSeconds(50);
    fleet.put(
        sample("held", Phase.Deleting, "False", Reason.DeletionHeld, 9).deletedAt(asked).build());
    fleet.put(
        sample("going", Phase.Deleting, "False", Reason.Deleting, 9)
            .deletedAt(asked.plusSeconds(20))
            .build());

    // When // Then
    assertThat(read(Meters.DELETIONS_HELD))
        .containsExactly(Meters.DELETIONS_HELD.reading(1, "shared"));
    assertThat(read(Meters.STORES_DELETING_OLDEST))
        .containsExactly(Meters.STORES_DELETING_OLDEST.reading(30, "shared"));
    assertThat(read(Meters.STORES_NOT_READY_OLDEST)).allMatch(reading -> reading.value() == 0);
  }

  @Test
  void shouldShowNoughtForAClassWithoutStores() {
    // When // Then
    assertThat(read(Meters.DELETIONS_HELD, Meters.STORES_NOT_READY_OLDEST, Meters.CLASS_READY))
        .containsExactlyInAnyOrder(
            Meters.DELETIONS_HELD.reading(0, "shared"),
            Meters.STORES_NOT_READY_OLDEST.reading(0, "shared", "time"),
            Meters.STORES_NOT_READY_OLDEST.reading(0, "shared", "person"),
            Meters.CLASS_READY.reading(0, "shared"));
  }

  @Test
  void shouldKeepNoMoreSeriesWhateverClassesStoresName() {
    // Given
    for (int i = 0; i < 100; i++) {
      fleet.put(store("s" + i).ofClass("no-such-class-" + i).build());
    }

    // When // Then
    assertThat(read(Meters.STORES)).containsExactly(Meters.STORES.reading(100, "", "", "Pending"));
  }

  @Test
  void shouldCountFiftyThousandStoresInTheBlinkOfAnEye() {
    // Given
    for (int i = 0; i < MANY; i++) {
      put("s" + i, Phase.Ready, i % 2 == 0 ? "True" : "False", Reason.Creating, 5);
    }
    for (int round = 0; round < 10; round++) {
      read(Meters.STORES);
    }

    // When
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    List<Reading> readings = FleetCensus.of(fleet, clock).toList();
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

    // Then
    assertThat(readings).hasSizeLessThan(20);
    assertThat(took).as("CPU time, on a machine that is busy").isLessThan(Duration.ofSeconds(2));
  }

  private List<Reading> read(Meters... meters) {
    return FleetCensus.of(fleet, clock)
        .filter(reading -> List.of(meters).contains(reading.meter()))
        .toList();
  }

  private void put(String name, Phase phase, String ready, Reason reason, int seconds) {
    fleet.put(sample(name, phase, ready, reason, seconds).build());
  }

  private StoreSample sample(String name, Phase phase, String ready, Reason reason, int seconds) {
    return store(name)
        .ofClass("shared")
        .status(
            new TenantDatabaseStatus(
                1L,
                phase,
                "shared",
                "aws-eu",
                null,
                new SchemaRef("store", "7"),
                null,
                null,
                null,
                null,
                null,
                List.of(
                    new ConditionBuilder()
                        .withType("Ready")
                        .withStatus(ready)
                        .withReason(reason.name())
                        .withLastTransitionTime(clock.instant().minusSeconds(seconds) + "")
                        .build())));
  }
}
