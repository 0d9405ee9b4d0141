package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.schema.SchemaFailures;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a store when something outside fails for a while. */
final class TroubleTest {
  private final World world = new World();

  @Test
  void shouldSetUnknownAndChangeNothingWhenNeonCannotBeReached() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().failAll(new NeonException.Unavailable("no route to host", null));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonUnreachable");
    assertThat(result.recheck()).isPresent();
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldKeepSendingApplicationsToStoreInUseWhileNeonCannotBeReached() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.edit("acme", sample -> sample.compute(1.0, 2.0, 300));
    world.neon.calls().failAll(new NeonException.Unavailable("no route to host", null));

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonUnreachable");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Ready);
    assertThat(world.registry.entry(ORGANIZATION).state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void shouldKeepSendingApplicationsToStoreInUseWhenItsClassIsGone() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.fleet.removeClass(String.valueOf(world.status("acme").className()));

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/ClassMissing");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Ready);
    assertThat(world.registry.entry(ORGANIZATION).state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void shouldSendNoApplicationsToStoreWhoseBranchIsGone() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.removeBranch(World.PROJECT, String.valueOf(world.location("acme").branchId()));
    world.edit("acme", sample -> sample.compute(1.0, 2.0, 300));

    // When
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.registry.entry(ORGANIZATION).state()).isEqualTo(State.FAILED);
    assertThat(world.registry.entry(ORGANIZATION).message()).startsWith("BranchMissing: ");
  }

  @Test
  void shouldWaitAsLongAsNeonSaysWhenThrottled() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().failAll(new NeonException.Throttled("429", Duration.ofSeconds(90)));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonThrottled");
    assertThat(result.recheck()).contains(Duration.ofSeconds(90));
  }

  @Test
  void shouldWriteNothingForAShortPause() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    TenantDatabaseStatus before = world.status("acme");
    world.neon.calls().failAll(new NeonException.Throttled("429", Duration.ofSeconds(17)));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.status("acme")).isEqualTo(before);
    assertThat(result.recheck()).contains(Duration.ofSeconds(17));
  }

  @Test
  void shouldSayKeyMissingWhenTheClassHasNoKey() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.keyTrouble = new ClassSecretException(Reason.KeyMissing, "no Secret neon");

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/KeyMissing");
    assertThat(world.condition("acme", ConditionType.Ready).getMessage()).contains("no Secret");
  }

  @Test
  void shouldGoOnWhenKeyringComesLater() {
    // Given
    world.put(store("acme"));
    world.keyringTrouble = new ClassSecretException(Reason.KeyringMissing, "no Secret keyring");
    for (int i = 0; i < 8; i++) {
      world.pass("acme");
      world.passTime();
    }
    String without = world.ready("acme");

    // When
    world.keyringTrouble = null;
    world.run("acme");

    // Then
    assertThat(without).isEqualTo("Unknown/KeyringMissing");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldGoOnWhenDatabaseCanBeReachedAgain() {
    // Given
    world.put(store("acme"));
    world.databases.fail(SchemaFailures.unreachable());
    for (int i = 0; i < 4; i++) {
      world.pass("acme");
      world.passTime();
    }
    String without = world.ready("acme");

    // When
    world.databases.heal();
    world.run("acme");

    // Then
    assertThat(without).isEqualTo("Unknown/DatabaseUnreachable");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldAskForAnotherPasswordWhenTheDatabaseLongDoesNotTakeTheOneThatNeonTells() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    int resets = world.neon.calls().count("resetPassword");
    String branch = String.valueOf(world.location("acme").branchId());
    world.databases.refuse(
        world.neon.password(World.PROJECT, branch, "store_app_1").orElseThrow().reveal());
    world.secrets.delete("acme-connection");

    // When
    world.pass("acme");
    world.clock.advance(RefusedPasswords.PATIENCE.minusSeconds(1));
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/DatabaseUnreachable");
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(resets);

    // When
    world.clock.advance(Duration.ofSeconds(1));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(resets + 1);
  }

  @Test
  void shouldLookEveryFewSecondsForOneWhoseDatabaseCannotBeReachedAndWakeAllWhenOneCan() {
    // Given
    for (String name : List.of("acme", "other")) {
      world.put(store(name).organization(new UUID(0, name.length()).toString()));
      world.databases.heal();
      world.run(name);
      world.secrets.delete(name + "-connection");
      world.databases.fail(SchemaFailures.unreachable());
      for (int i = 0; i < 8; i++) {
        // When
        Duration again = world.pass(name).recheck().orElseThrow();

        // Then
        assertThat(again).isLessThan(Duration.ofSeconds(5));
        world.clock.advance(again);
      }
    }

    // When
    world.databases.heal();
    world.pass("other");

    // Then
    assertThat(world.ready("other")).isEqualTo("True/AsDesired");
    assertThat(world.isWoken("acme")).isTrue();
  }

  @Test
  void shouldNotMakeAStoreOfAnEmptyDatabaseThatReplacedIts() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.databaseAt(host("acme")).lose();

    // When
    world.schemas.release(7);
    world.edit("acme", sample -> sample.schema("store", "7"));
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/WrongDatabase");
    assertThat(world.neon.databaseAt(host("acme")).version()).isZero();
  }

  @Test
  void shouldNotMakeAStoreOfAnEmptyDatabaseWhenOnlyTheSecretRemembersTheStore() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.databaseAt(host("acme")).lose();
    world.store("acme").setStatus(null);

    // When
    for (int i = 0; i < 4; i++) {
      world.pass("acme");
      world.passTime();
    }

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/WrongDatabase");
  }

  @Test
  void shouldTryAgainWhenNeonFailsToCarryOutTheChange() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.edit("acme", sample -> sample.compute(0.5, 2.0, null));
    world.pass("acme");
    world.neon.failOperations("no capacity");
    world.letTheOperatorLook();

    // When
    world.pass("acme");
    String failed = world.ready("acme");
    world.passTime();
    world.run("acme");

    // Then
    assertThat(failed).isEqualTo("False/NeonRejected");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldWaitForClassWhenItIsNotThereYet() {
    // Given
    world.put(store("acme").ofClass("gold"));
    world.pass("acme");
    String before = world.ready("acme");

    // When
    world.fleet.put(
        tenantClass("gold")
            .readyProject(World.PROJECT, "eu-central-1", null, world.templateId())
            .build());
    world.run("acme");

    // Then
    assertThat(before).isEqualTo("False/ClassMissing");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
  }

  private String host(String store) {
    return world.neon.endpointOf(String.valueOf(world.location(store).branchId())).host();
  }
}
