package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Binding;
import io.tenantdb.api.Compute;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.schema.DatabaseAddress;
import io.tenantdb.schema.SchemaFailures;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a store under an operator that is never interrupted. */
final class TenantPassTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldMakeStoreWithOneBranchAndOnePasswordWhenItIsNew() {
    // Given
    world.put(store("acme"));

    // When
    int passes = world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Ready);
    assertThat(world.neon.calls().changes()).containsExactly("createBranch", "resetPassword");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
    assertThat(world.secrets.writes()).isEqualTo(1);
    assertThat(passes).isLessThanOrEqualTo(7);
  }

  @Test
  void shouldWriteNamesDownBeforeAnythingIsCreated() {
    // Given
    world.put(store("acme"));

    // When
    world.pass("acme");

    // Then
    assertThat(world.location("acme").projectId()).isEqualTo(World.PROJECT);
    assertThat(world.location("acme").branchName()).isEqualTo(BRANCH);
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldPublishCredentialsThatOpenThisStoreAndAreNotTheTemplates() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");

    // Then
    StoreCredentials credentials = world.secrets.credentials("acme-connection");
    DatabaseAddress direct = DatabaseAddress.parse(credentials.direct().reveal());
    assertThat(world.neon.databaseAt(direct.host()).organizationId())
        .contains(UUID.fromString(ORGANIZATION));
    assertThat(world.neon.isPasswordOf(direct.user(), direct.password(), direct.host())).isTrue();
    assertThat(world.neon.isPasswordOf(direct.user(), direct.password(), world.templateHost()))
        .isFalse();
    assertThat(world.databases.proofs()).isEqualTo(1);
  }

  @Test
  void shouldSealWhatIsInTheSecretForThisStoreOnly() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");

    // Then
    StoreCredentials credentials = world.secrets.credentials("acme-connection");
    assertThat(world.sealer().open(credentials.sealed(), UUID.fromString(ORGANIZATION)))
        .isEqualTo(credentials.pooled().reveal());
  }

  @Test
  void shouldNotCallNeonWhenStoreIsSettled() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.calls().forget();

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(result.recheck()).isEmpty();
  }

  @Test
  void shouldNotCallNeonForSettledStoreAfterRestart() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.restart();
    world.neon.calls().forget();

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(result.recheck()).isEmpty();
  }

  @Test
  void shouldNotChangeStatusWhenNothingChanged() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    var before = world.status("acme");
    world.clock.advance(Duration.ofHours(1));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(result.status()).isEqualTo(before);
  }

  @Test
  void shouldMakeStoreOnlyOnceWhenAnswerToCreateIsLost() {
    // Given
    world.put(store("acme"));
    world.neon.calls().loseNextAnswer("createBranch");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldSayUnknownWhileAnswerToCreateIsLost() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().loseNextAnswer("createBranch");

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonUnreachable");
  }

  @Test
  void shouldIssueAnotherPasswordWhenAnswerToResetIsLost() {
    // Given
    world.put(store("acme"));
    world.neon.calls().loseNextAnswer("resetPassword");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldLookAgainWhenNeonHasTheBranchAlreadyThoughOurViewHasNot() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().fail("createBranch", new NeonException.Unavailable("503", null));
    world.pass("acme");
    world.neon.calls().heal();
    world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createBranch")).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldSuspendAndResumeWhenAsked() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    String branchId = String.valueOf(world.location("acme").branchId());

    // When
    world.edit("acme", sample -> sample.suspended(true));
    world.run("acme");
    String suspended = world.ready("acme");
    boolean disabled = world.neon.endpointOf(branchId).disabled();
    world.edit("acme", sample -> sample.suspended(false));
    world.run("acme");

    // Then
    assertThat(suspended).isEqualTo("False/Suspended");
    assertThat(disabled).isTrue();
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.endpointOf(branchId).disabled()).isFalse();
  }

  @Test
  void shouldProveCredentialsOfStoreThatIsMadeSuspended() {
    // Given
    world.put(store("acme").suspended(true));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Suspended");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Suspended);
    assertThat(world.databases.proofs()).isEqualTo(1);
  }

  @Test
  void shouldMigrateSuspendedStoreAndSuspendItAgainWhenPinIsRaised() {
    // Given
    world.put(store("acme").suspended(true));
    world.run("acme");
    world.schemas.release(7);

    // When
    world.edit("acme", sample -> sample.schema(null, "7"));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Suspended");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "7"));
  }

  @Test
  void shouldApplyComputeWhenItIsChanged() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.compute(0.5, 2.0, 600));
    world.run("acme");

    // Then
    String branchId = String.valueOf(world.location("acme").branchId());
    assertThat(world.neon.endpointOf(branchId).minCu()).isEqualTo(0.5);
    assertThat(world.neon.endpointOf(branchId).maxCu()).isEqualTo(2);
    assertThat(world.neon.endpointOf(branchId).suspendTimeoutSeconds()).isEqualTo(600);
    assertThat(world.status("acme").compute()).isEqualTo(new Compute(0.5, 2.0, 600));
  }

  @Test
  void shouldApplyComputeWhenTheClassChangesIt() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.editClass(sample -> sample.compute(1.0, 4.0, null));
    world.run("acme");

    // Then
    String branchId = String.valueOf(world.location("acme").branchId());
    assertThat(world.neon.endpointOf(branchId).maxCu()).isEqualTo(4);
  }

  @Test
  void shouldRecreateSecretWithTheSamePasswordWhenItIsDeletedByHand() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    StoreCredentials before = world.secrets.credentials("acme-connection");

    // When
    world.secrets.delete("acme-connection");
    world.run("acme");

    // Then
    assertThat(world.secrets.credentials("acme-connection").direct()).isEqualTo(before.direct());
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldPublishUnderTheOtherNameWhenSecretNameIsTaken() {
    // Given
    world.secrets.addForeign("acme-connection");
    world.put(store("acme"));
    for (int i = 0; i < 8; i++) {
      world.pass("acme");
      world.passTime();
    }
    String taken = world.ready("acme");

    // When
    world.edit("acme", sample -> sample.secret("acme-db", Format.Sealed));
    world.run("acme");

    // Then
    assertThat(taken).isEqualTo("False/SecretNameTaken");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").binding()).isEqualTo(new Binding("acme-db"));
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldKeepSchemaVersionWhenOperatorBringsNewerOneAndNothingIsPinned() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.schemas.release(7);

    // When
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }

  @Test
  void shouldStayAtItsVersionWhenAnOlderOneIsPinned() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.schema(null, "5"));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }

  @Test
  void shouldNeverReplaceBranchThatIsGone() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.removeBranch(World.PROJECT, String.valueOf(world.location("acme").branchId()));

    // When
    world.edit("acme", sample -> sample.compute(0.5, 2.0, null));
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Failed);
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldAdoptOwnBranchWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    var before = world.status("acme");

    // When
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.status("acme"))
        .usingRecursiveComparison()
        .ignoringFields("conditions")
        .isEqualTo(before);
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldSettleForGoodWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");
    world.neon.calls().forget();

    // When
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldFindBranchInTheProjectItIsInWhenStatusWasLost() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.secrets.delete("acme-connection");
    world.addSecondProjectWithMoreRoom();

    // When
    world.store("acme").setStatus(null);
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.location("acme").projectId()).isEqualTo(World.PROJECT);
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
  }

  @Test
  void shouldRegisterStoreFromTheFirstPassToTheLast() {
    // Given
    world.put(store("acme"));

    // When
    world.pass("acme");
    RegistryEntry first = world.registry.entry(ORGANIZATION);
    world.passTime();
    world.run("acme");

    // Then
    RegistryEntry last = world.registry.entry(ORGANIZATION);
    assertThat(first.state()).isEqualTo(State.PROVISIONING);
    assertThat(last.state()).isEqualTo(State.ACTIVE);
    assertThat(last.branchId()).isEqualTo(world.location("acme").branchId());
    assertThat(last.sealedConnectionString())
        .isEqualTo(world.secrets.credentials("acme-connection").sealed());
    assertThat(last.migrations()).hasSize(6);
  }

  @Test
  void shouldTellEachPhaseOnceAsEvent() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");
    world.pass("acme");

    // Then
    assertThat(world.events.reasons()).containsExactly("Provisioning", "Ready");
  }

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
  void shouldWaitAsLongAsNeonSaysWhenThrottled() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.neon.calls().failAll(new NeonException.Throttled("429", Duration.ofSeconds(17)));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("Unknown/NeonThrottled");
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
  void shouldMakeOwnProjectWhenTheClassIsolatesByProject() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated"));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().changes()).containsExactly("createProject", "resetPassword");
    assertThat(world.neon.everyProject()).filteredOn(p -> p.name().equals(BRANCH)).hasSize(1);
  }

  @Test
  void shouldAdoptOwnProjectWhenAnswerToCreateIsLost() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated"));
    world.neon.calls().loseNextAnswer("createProject");

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("createProject")).isEqualTo(1);
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

  @Test
  void shouldTouchNothingWhenAnotherStoreOwnsTheOrganization() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.put(store("younger").createdAt("2026-11-23T08:30:00Z"));
    world.neon.calls().forget();

    // When
    world.pass("younger");

    // Then
    assertThat(world.ready("younger")).isEqualTo("False/OrganizationClaimed");
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.status("younger").neon()).isNull();
  }

  @Test
  void shouldHandStoreOverWhenItsOwnerIsDeletedAndRetained() {
    // Given
    world.put(store("elder").createdAt("2026-11-23T08:00:00Z"));
    world.run("elder");
    world.put(store("younger").createdAt("2026-11-23T08:30:00Z"));
    world.pass("younger");
    String branchId = String.valueOf(world.location("elder").branchId());

    // When
    world.deleteUntilGone("elder");
    world.secrets.delete("elder-connection");
    world.run("younger");

    // Then
    assertThat(world.ready("younger")).isEqualTo("True/AsDesired");
    assertThat(world.location("younger").branchId()).isEqualTo(branchId);
  }
}
