package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Annotations;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Phase;
import io.tenantdb.operator.fleet.FleetCensus;
import io.tenantdb.operator.metrics.Meters;
import io.tenantdb.operator.metrics.Reading;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store whose deletion the fleet guard holds. */
final class HeldDeletionTest {
  private final World world = new World();

  @ParameterizedTest
  @EnumSource(DeletionPolicy.class)
  void shouldTakeNothingAwayWhileTheDeletionIsHeld(DeletionPolicy policy) {
    // Given
    guardAllows(0);
    world.put(store("acme").deletionPolicy(policy));
    world.run("acme");
    world.neon.calls().forget();

    // When
    delete("acme");
    Optional<PassResult> result = world.deletionPass("acme");

    // Then
    assertThat(result).isPresent();
    assertThat(result.get().recheck()).as("a person's word wakes it").isEmpty();
    assertThat(world.ready("acme")).isEqualTo("False/DeletionHeld");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Deleting);
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.registry.entries()).hasSize(1);
    assertThat(FleetCensus.of(world.fleet, world.clock))
        .filteredOn(reading -> reading.meter() == Meters.DELETIONS_HELD)
        .extracting(Reading::value)
        .containsExactly(1.0);
  }

  @Test
  void shouldBringTheSecretBackThatADeletionInTheForegroundTookAway() {
    // Given
    guardAllows(0);
    world.put(store("acme"));
    world.run("acme");
    delete("acme");
    world.deletionPass("acme");

    // When
    world.secrets.delete("acme-connection");
    for (int passes = 0; passes < 5; passes++) {
      world.deletionPass("acme");
      world.passTime();
    }

    // Then
    assertThat(world.secrets.credentials("acme-connection").branchId())
        .isEqualTo(world.location("acme").branchId());
    assertThat(world.ready("acme")).isEqualTo("False/DeletionHeld");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Deleting);
  }

  @Test
  void shouldGoOnWhenAPersonConfirms() {
    // Given
    guardAllows(0);
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    delete("acme");
    world.deletionPass("acme");

    // When
    world.edit("acme", sample -> sample.annotation(Annotations.CONFIRM_DELETION, "acme"));
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count("deleteBranch")).isEqualTo(1);
    assertThat(world.registry.entries()).isEmpty();
  }

  @Test
  void shouldNotBeHeldHalfWayByALaterAvalanche() {
    // Given
    world.put(store("acme").deletionPolicy(DeletionPolicy.Delete));
    world.run("acme");
    delete("acme");
    world.deletionPass("acme");

    // When
    guardAllows(0);
    world.restart();
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.neon.calls().count("deleteBranch")).isEqualTo(1);
  }

  @Test
  void shouldCountARetainedStoreAsItGoes() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    delete("acme");

    // When
    world.deleteUntilGone("acme");

    // Then
    assertThat(world.classRecords.writes()).isEqualTo(1);
  }

  @Test
  void shouldWriteNothingWhileItWaitsForOthersOfTheSameAvalanche() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.edit("acme", sample -> sample.deletedAt(world.clock.instant()));
    var before = world.store("acme").getStatus();

    // When
    PassResult result = world.deletionPass("acme").orElseThrow();

    // Then
    assertThat(result.status()).isEqualTo(before);
    assertThat(result.recheck()).isPresent();
  }

  private void guardAllows(int deletions) {
    world.editClass(sample -> sample.deletionGuard(deletions, null));
  }

  private void delete(String name) {
    world.edit(name, sample -> sample.deletedAt(world.clock.instant()));
    world.clock.advance(Duration.ofSeconds(10));
  }
}
