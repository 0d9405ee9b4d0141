package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatrolTest {
  private final World world = new World();

  @BeforeEach
  void aStoreInUseAndAnOperatorThatWasJustStarted() {
    world.put(store("acme"));
    world.run("acme");
    world.restart();
    world.neon.calls().forget();
    world.registry.complete(Set.of());
  }

  @Test
  void shouldTellTheRegistryOfSettledStoreWithoutPassOrCall() {
    // When
    world.patrolFor(Duration.ofSeconds(1));

    // Then
    assertThat(world.isWoken("acme")).isFalse();
    assertThat(world.registry.entry(ORGANIZATION).branchId()).isNotNull();
  }

  @Test
  void shouldWakeStoreWhoseSecretWasLostWhileNobodyLooked() {
    // Given
    world.secrets.delete("acme-connection");

    // When
    world.patrolFor(Duration.ofSeconds(1));

    // Then
    assertThat(world.isWoken("acme")).isTrue();
  }

  @Test
  void shouldPutRightEndpointSettingsThatAPersonChanged() {
    // Given
    String endpoint = String.valueOf(world.location("acme").endpointId());
    EndpointSettings before = world.endpointSettings("acme");
    world.neon.updateEndpoint(World.PROJECT, endpoint, new EndpointSettings(2, 8, 0, false));
    world.neon.finishOperations();

    // When
    world.patrolFor(Duration.ofMinutes(1));
    assertThat(world.isWoken("acme")).isTrue();
    world.run("acme");

    // Then
    assertThat(world.endpointSettings("acme")).isEqualTo(before);
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.events.reasons()).contains("DriftCorrected");
  }

  @Test
  void shouldGiveRenamedBranchItsNameBack() {
    // Given
    String branch = String.valueOf(world.location("acme").branchId());
    world.neon.rename(World.PROJECT, branch, "hands-off");

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(world.neon.branchesNamed("store-" + ORGANIZATION)).hasSize(1);
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldSayThatBranchIsGoneThoughNothingElseHappened() {
    // Given
    world.neon.removeBranch(World.PROJECT, String.valueOf(world.location("acme").branchId()));

    // When
    world.patrolFor(Duration.ofMinutes(1));
    assertThat(world.isWoken("acme")).isTrue();
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.neon.calls().count("createBranch")).isZero();
  }

  @Test
  void shouldNotLeaveStoreReadyWhoseProjectIsGone() {
    // Given
    world.neon.removeProject(World.PROJECT);

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/NeonRejected");
  }

  @Test
  void shouldKeepStoreReadyWhileNeonCannotBeReached() {
    // Given
    world.neon.calls().failAll(new NeonException.Unavailable("no route", null));

    // When
    world.patrolFor(Duration.ofMinutes(5));

    // Then
    assertThat(world.isWoken("acme")).isFalse();
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldShowTheClassItsProjectsWithinAMinuteAlsoThoseWithoutStores() {
    // Given
    world.addSecondProjectWithMoreRoom();

    // When
    world.patrolFor(Duration.ofMinutes(1));

    // Then
    assertThat(world.templates.seen).contains("standard/p1", "standard/p2");
  }

  @Test
  void shouldReadByProjectAndNotByStore() {
    // Given
    for (int i = 0; i < 20; i++) {
      world.put(
          store("store-" + i).organization("00000000-0000-4000-8000-0000000001%02d".formatted(i)));
      world.run("store-" + i);
    }
    world.neon.calls().forget();

    // When
    world.patrolFor(Duration.ofMinutes(10));

    // Then: a round every 45 seconds
    assertThat(world.neon.calls().count("branches")).isBetween(10, 14);
    assertThat(world.neon.calls().count("endpoints")).isBetween(10, 14);
    assertThat(world.neon.calls().changes()).isEmpty();
  }
}
