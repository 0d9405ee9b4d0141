package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static io.tenantdb.operator.tenant.Seeing.AWAKE;
import static io.tenantdb.operator.tenant.Seeing.BRANCH_NAME;
import static io.tenantdb.operator.tenant.Seeing.DISABLED;
import static io.tenantdb.operator.tenant.Seeing.ROLE;
import static io.tenantdb.operator.tenant.Seeing.branch;
import static io.tenantdb.operator.tenant.Seeing.newStore;
import static io.tenantdb.operator.tenant.Seeing.placedStore;
import static io.tenantdb.operator.tenant.Seeing.storeWithBranch;
import static io.tenantdb.operator.tenant.Seeing.wholeStore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.status.Standing.Truth;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NextStepTest {
  private final NextStep nextStep =
      new NextStep(Seeing.MARK, () -> "schema store in versions 5 to 6");

  @Nested
  final class LifeOfStore {

    @Test
    void shouldPlaceStoreWhenItIsNew() {
      // When
      Step step = decide(newStore());

      // Then
      assertThat(step).isInstanceOf(Step.Place.class);
    }

    @Test
    void shouldCreateBranchByTheNamesWrittenDownWhenStoreIsPlaced() {
      // When
      Step step = decide(placedStore());

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.CreateBranch.class))
          .returns("p1", Step.CreateBranch::projectId)
          .returns(BRANCH_NAME, Step.CreateBranch::branchName);
    }

    @Test
    void shouldWaitWithoutWordsWhileNeonCarriesOutTheLastChange() {
      // When
      Step step = decide(placedStore().working());

      // Then
      assertThat(step).isInstanceOf(Step.Wait.class);
    }

    @Test
    void shouldWaitWithoutWordsWhenBudgetHasNoRoomToLook() {
      // Given
      Recheck soon = new Recheck.After(Duration.ofSeconds(1));

      // When
      Step step = decide(placedStore().neon(new NeonView.NotNow(soon)));

      // Then
      assertThat(step).isEqualTo(new Step.Wait(soon));
    }

    @Test
    void shouldWaitWhileBranchIsBeingMade() {
      // Given
      Seeing seen = placedStore().branch(branch("br-1", "init", ours())).known("br-1", null);

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.at()).isEqualTo(ConditionType.BranchReady);
      assertThat(standing.reason()).isEqualTo(Reason.Creating);
    }

    @Test
    void shouldCreateEndpointWhenBranchHasNone() {
      // When
      Step step = decide(placedStore().branch(branch("br-1")).known("br-1", null));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.CreateEndpoint.class))
          .returns(AWAKE, Step.CreateEndpoint::settings);
    }

    @Test
    void shouldProvisionDatabaseWhenBranchIsReady() {
      // When
      Step step = decide(storeWithBranch());

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.ProvisionDatabase.class))
          .returns("6", Step.ProvisionDatabase::version);
    }

    @Test
    void shouldMakeAFreshCopyOfTheTemplateTheStoresWithItsOwnCredentials() {
      // When
      Step step = decide(storeWithBranch().by(withTemplateAt("6")));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.PublishSecret.class))
          .returns("6", Step.PublishSecret::copied);
    }

    @Test
    void shouldLetTheOwnerBringACopyOfAnotherVersionToItsTarget() {
      // When
      Step step = decide(storeWithBranch().by(withTemplateAt("5")));

      // Then
      assertThat(step).isInstanceOf(Step.ProvisionDatabase.class);
    }

    @Test
    void shouldLetTheOwnerBringAStoreThatIsInUseToItsTarget() {
      // When
      Step step = decide(storeWithBranch().known("br-1", ROLE).schema("5").by(withTemplateAt("6")));

      // Then
      assertThat(step).isInstanceOf(Step.ProvisionDatabase.class);
    }

    @Test
    void shouldTakeNoStoreForAFreshCopyThatHasItsSchema() {
      // When
      Step step = decide(storeWithBranch().schema("6").by(withTemplateAt("6")));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.PublishSecret.class))
          .returns(null, Step.PublishSecret::copied);
    }

    private static TenantDatabaseClass withTemplateAt(String version) {
      return tenantClass("standard").templateAt("p1", "br-template", version).build();
    }

    @Test
    void shouldPublishSecretWhenSchemaIsApplied() {
      // When
      Step step = decide(storeWithBranch().schema("6"));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.PublishSecret.class))
          .returns(ROLE, Step.PublishSecret::role);
    }

    @Test
    void shouldSettleWhenStoreIsWhole() {
      // When
      Step step = decide(wholeStore());

      // Then
      assertThat(step).isInstanceOf(Step.Settle.class);
    }

    @Test
    void shouldSettleWithoutLookingWhenNothingHadToBeAsked() {
      // When
      Step step = decide(wholeStore().neon(new NeonView.NotAsked()));

      // Then
      assertThat(step).isInstanceOf(Step.Settle.class);
    }

    @Test
    void shouldUseArchivedBranchAsItIs() {
      // Given
      Seeing seen = wholeStore().branch(branch("br-1", "archived", ours())).endpoint(AWAKE);

      // When
      Step step = decide(seen);

      // Then
      assertThat(step).isInstanceOf(Step.Settle.class);
    }
  }

  @Nested
  final class Changes {

    @Test
    void shouldUpdateEndpointWhenComputeIsChanged() {
      // Given
      Seeing seen = wholeStore().of(store("acme").compute(1.0, 2.0, 600));

      // When
      Step step = decide(seen);

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.UpdateEndpoint.class))
          .returns(new EndpointSettings(1, 2, 600, false), Step.UpdateEndpoint::settings);
    }

    @Test
    void shouldTakeTimeOutsOf0And300ForTheSame() {
      // Given
      Seeing seen = wholeStore().endpoint(new EndpointSettings(0.25, 1, 300, false));

      // When
      Step step = decide(seen);

      // Then
      assertThat(step).isInstanceOf(Step.Settle.class);
    }

    @Test
    void shouldDisableEndpointWhenWholeStoreIsSuspended() {
      // When
      Step step = decide(wholeStore().of(store("acme").suspended(true)));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.UpdateEndpoint.class))
          .returns(DISABLED, Step.UpdateEndpoint::settings);
    }

    @Test
    void shouldFinishStoreBeforeSuspendingIt() {
      // When
      Step step = decide(storeWithBranch().of(store("acme").suspended(true)));

      // Then
      assertThat(step).isInstanceOf(Step.ProvisionDatabase.class);
    }

    @Test
    void shouldEnableEndpointWhenStoreIsResumed() {
      // When
      Step step = decide(wholeStore().endpoint(DISABLED));

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.UpdateEndpoint.class))
          .returns(AWAKE, Step.UpdateEndpoint::settings);
    }

    @Test
    void shouldWakeSuspendedStoreWhenItsSchemaHasToMove() {
      // Given
      Seeing seen =
          wholeStore()
              .of(store("acme").suspended(true).schema(null, "7"))
              .target(Optional.of("7"))
              .endpoint(DISABLED);

      // When
      Step step = decide(seen);

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.UpdateEndpoint.class))
          .returns(AWAKE, Step.UpdateEndpoint::settings);
    }

    @Test
    void shouldMigrateWhenPinIsRaised() {
      // Given
      Seeing seen = wholeStore().of(store("acme").schema(null, "7")).target(Optional.of("7"));

      // When
      Step step = decide(seen);

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.ProvisionDatabase.class))
          .returns("7", Step.ProvisionDatabase::version);
    }

    @Test
    void shouldNotRotatePasswordWhenSecretIsDeletedByHand() {
      // When
      Step step = decide(wholeStore().noSecret());

      // Then
      assertThat(step).isInstanceOf(Step.PublishSecret.class);
    }

    @Test
    void shouldPublishAgainWhenFormatIsChanged() {
      // Given
      Seeing seen = wholeStore().of(store("acme").secret("acme-connection", Format.ServiceBinding));

      // When
      Step step = decide(seen);

      // Then
      assertThat(step).isInstanceOf(Step.PublishSecret.class);
    }
  }

  @Nested
  final class Refusals {

    @Test
    void shouldRefuseAndSayWhoOwnsTheOrganizationWhenItIsClaimed() {
      // Given
      TenantDatabase owner = store("elder").build();

      // When
      Standing standing = standing(newStore().otherOwner(owner));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.OrganizationClaimed);
      assertThat(standing.message()).contains("shops/elder");
    }

    @Test
    void shouldRefuseClaimBeforeAnythingElse() {
      // Given
      Seeing seen = placedStore().otherOwner(store("elder").build()).failure("old");

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.OrganizationClaimed);
    }

    @Test
    void shouldNameTheClassWhenItIsMissing() {
      // When
      Standing standing = standing(newStore().by(new ClassView.Missing("gold")));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.ClassMissing);
      assertThat(standing.message()).contains("gold");
    }

    @Test
    void shouldAskForClassWhenNoneIsDefault() {
      // When
      Standing standing = standing(newStore().by(new ClassView.NoDefault()));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.NoDefaultClass);
      assertThat(standing.message()).contains("spec.className");
    }

    @Test
    void shouldNameSchemaAndPinWhenThereIsNoSuchVersion() {
      // Given
      Seeing seen = newStore().of(store("acme").schema("shop", "99")).target(Optional.empty());

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.SchemaUnknown);
      assertThat(standing.message()).contains("shop", "99", "versions 5 to 6");
    }

    @Test
    void shouldSayWhatNeonSaidAndBackOffWhenItFailedToCarryOutAChange() {
      // When
      Step.Stand stand = (Step.Stand) decide(placedStore().failure("out of pageservers"));

      // Then
      assertThat(stand.standing().reason()).isEqualTo(Reason.NeonRejected);
      assertThat(stand.standing().message()).contains("out of pageservers");
      assertThat(stand.recheck()).isEqualTo(new Recheck.Backoff());
    }
  }

  @Nested
  final class DataSafety {

    @Test
    void shouldAdoptOwnBranchWhenStatusLostItsId() {
      // Given
      Seeing seen = placedStore().branch(branch("br-1")).endpoint(AWAKE);

      // When
      Step step = decide(seen);

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.ProvisionDatabase.class))
          .returns("br-1", provision -> provision.branch().id());
    }

    @Test
    void shouldNotBelieveStatusOfAnotherBranchWhenItAdoptsOne() {
      // Given
      Seeing seen = placedStore().branch(branch("br-1")).endpoint(AWAKE).schema("6");

      // When
      Step step = decide(seen);

      // Then
      assertThat(step).isInstanceOf(Step.ProvisionDatabase.class);
    }

    @Test
    void shouldNotReplaceBranchWhenStatusRemembersOne() {
      // When
      Standing standing = standing(wholeStore().empty());

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchMissing);
      assertThat(standing.message()).contains("br-1");
    }

    @Test
    void shouldNotReplaceBranchWhenOnlySecretRemembersOne() {
      // Given
      Seeing seen = placedStore().secret("br-9", Format.Sealed);

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchMissing);
      assertThat(standing.message()).contains("br-9");
    }

    @Test
    void shouldNotReplaceProjectWhenStatusRemembersOne() {
      // Given
      Seeing seen =
          wholeStore()
              .by(projectClass())
              .neon(new NeonView.Seen(Optional.empty(), Optional.empty(), Optional.empty()));

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchMissing);
    }

    @Test
    void shouldNotTouchBranchThatHasNoMark() {
      // When
      Standing standing = standing(placedStore().branch(branch("br-1", "ready", Map.of())));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchNotOurs);
    }

    @Test
    void shouldNotTouchBranchOfAnotherInstallation() {
      // Given
      Map<String, String> mark = new OwnerMark("installation-2").ofStore(ORGANIZATION);

      // When
      Standing standing = standing(placedStore().branch(branch("br-1", "ready", mark)));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchNotOurs);
    }

    @Test
    void shouldNotTouchBranchOfAnotherOrganization() {
      // Given
      Map<String, String> mark = Seeing.MARK.ofStore("7b6f2c1e-0000-4000-8000-000000000002");

      // When
      Standing standing = standing(placedStore().branch(branch("br-1", "ready", mark)));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchNotOurs);
    }

    @Test
    void shouldLetPersonDecideWhenAnotherBranchHasTheName() {
      // When
      Standing standing = standing(wholeStore().branch(branch("br-2")).endpoint(AWAKE));

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchMissing);
      assertThat(standing.message()).contains("br-1").contains("br-2");
    }

    @Test
    void shouldLetPersonDecideWhenSecretIsOfAnotherBranch() {
      // Given
      Seeing seen = placedStore().branch(branch("br-2")).secret("br-1", Format.Sealed);

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchMissing);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSetUnknownAndChangeNothingWhenNeonCannotBeReached(boolean wasWhole) {
      // Given
      Standing unreachable =
          Standing.unknown(ConditionType.BranchReady, Reason.NeonUnreachable, "no route");
      Recheck recheck = new Recheck.After(Duration.ofSeconds(7));
      Seeing seen = wasWhole ? wholeStore() : placedStore();

      // When
      Step step = decide(seen.neon(new NeonView.CouldNotLook(unreachable, recheck)));

      // Then
      assertThat(step).isEqualTo(new Step.Stand(unreachable, recheck));
      assertThat(unreachable.truth()).isEqualTo(Truth.Unknown);
    }
  }

  @Nested
  final class ProjectIsolation {

    @Test
    void shouldCreateProjectByTheNameWrittenDownWhenStoreIsPlaced() {
      // Given
      Seeing seen =
          newStore()
              .by(projectClass())
              .at(new NeonLocation(null, BRANCH_NAME, null, null, null, "neondb", null, null))
              .neon(new NeonView.Seen(Optional.empty(), Optional.empty(), Optional.empty()));

      // When
      Step step = decide(seen);

      // Then
      assertThat(step)
          .asInstanceOf(type(Step.CreateProject.class))
          .returns(BRANCH_NAME, Step.CreateProject::projectName);
    }

    @Test
    void shouldAdoptProjectWhenItsDefaultBranchHasTheMark() {
      // Given
      Seeing seen =
          newStore()
              .by(projectClass())
              .at(new NeonLocation(null, BRANCH_NAME, null, null, null, "neondb", null, null))
              .branch(branch("br-1"))
              .endpoint(AWAKE);

      // When
      Step step = decide(seen);

      // Then
      assertThat(step).isInstanceOf(Step.ProvisionDatabase.class);
    }

    @Test
    void shouldNotTouchProjectOfTheSameNameWhenItHasNoMark() {
      // Given
      Seeing seen =
          newStore()
              .by(projectClass())
              .at(new NeonLocation(null, BRANCH_NAME, null, null, null, "neondb", null, null))
              .branch(branch("br-1", "ready", Map.of()));

      // When
      Standing standing = standing(seen);

      // Then
      assertThat(standing.reason()).isEqualTo(Reason.BranchNotOurs);
    }
  }

  private Step decide(Seeing seen) {
    return nextStep.decide(seen.build());
  }

  private Standing standing(Seeing seen) {
    return switch (decide(seen)) {
      case Step.Stand(Standing standing, Recheck _) -> standing;
      case Step.GiveWay(Standing standing, Recheck _) -> standing;
      case Step other -> throw new AssertionError(other);
    };
  }

  private static Map<String, String> ours() {
    return Seeing.MARK.ofStore(ORGANIZATION);
  }

  private static TenantDatabaseClass projectClass() {
    return tenantClass("own-project").isolation(Isolation.Project).build();
  }
}
