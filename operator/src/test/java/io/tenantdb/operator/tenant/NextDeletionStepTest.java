package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static io.tenantdb.operator.tenant.Seeing.BRANCH_NAME;
import static io.tenantdb.operator.tenant.Seeing.branch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.Intents;
import io.tenantdb.api.Isolation;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.operator.neon.OwnerMark;
import io.tenantdb.operator.status.Recheck;
import io.tenantdb.operator.status.Standing;
import io.tenantdb.operator.status.Standing.Truth;
import io.tenantdb.operator.tenant.NextDeletionStep.DeletionStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NextDeletionStepTest {
  private static final TenantDatabaseClass CLASS = tenantClass("standard").build();

  private final NextDeletionStep nextStep = new NextDeletionStep(Seeing.MARK);

  @Test
  void shouldReleaseWithoutTouchingAnythingWhenPolicyIsRetain() {
    // When
    DeletionStep step = nextStep.decide(view(DeletionPolicy.Retain, seen(branch("br-1"))));

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Release.class))
        .returns("Retained", DeletionStep.Release::reason);
  }

  @Test
  void shouldDeleteBranchWhenPolicyIsDelete() {
    // When
    DeletionStep step = nextStep.decide(view(DeletionPolicy.Delete, seen(branch("br-1"))));

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.DeleteBranch.class))
        .returns("br-1", delete -> delete.branch().id());
  }

  @Test
  void shouldNotTakeProjectForDeletedWhenTheKeyMayJustNotSeeIt() {
    // Given
    TenantDatabaseClass isolated = tenantClass("isolated").isolation(Isolation.Project).build();
    NeonView nothing = new NeonView.Seen(Optional.empty(), Optional.empty(), Optional.empty());
    DeletionView view = deleting(withOwnProject("br-1"), isolated, nothing);

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Wait.class))
        .returns(Reason.DeletionBlocked, wait -> wait.standing().reason());
  }

  @Test
  void shouldDeleteProjectWhenStoreHasOneOfItsOwn() {
    // Given
    TenantDatabaseClass isolated = tenantClass("isolated").isolation(Isolation.Project).build();
    DeletionView view = deleting(deletionRequested(), isolated, seen(defaultBranch("br-1")));

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.DeleteProject.class))
        .returns("p1", DeletionStep.DeleteProject::projectId);
  }

  @Test
  void shouldWriteDownThatItDeletesTheProjectBeforeItDoes() {
    // Given
    TenantDatabaseClass isolated = tenantClass("isolated").isolation(Isolation.Project).build();
    DeletionView view = deleting(withOwnProject("br-1"), isolated, seen(defaultBranch("br-1")));

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step).isInstanceOf(DeletionStep.RequestProjectDeletion.class);
  }

  @Test
  void shouldReleaseWhenTheProjectIsGoneThatItSetOutToDelete() {
    // Given
    TenantDatabaseClass isolated = tenantClass("isolated").isolation(Isolation.Project).build();
    NeonView nothing = new NeonView.Seen(Optional.empty(), Optional.empty(), Optional.empty());

    // When
    DeletionStep step = nextStep.decide(deleting(deletionRequested(), isolated, nothing));

    // Then
    assertThat(step).isInstanceOf(DeletionStep.Release.class);
  }

  @Test
  void shouldNeverDeleteSharedProjectWhenTheClassWasMadeAgainWithAnotherIsolation() {
    // Given
    TenantDatabaseClass isolated = tenantClass("standard").isolation(Isolation.Project).build();
    DeletionView view = deleting(placed("br-1"), isolated, seen(branch("br-1")));

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.DeleteBranch.class))
        .returns("br-1", delete -> delete.branch().id());
  }

  @Test
  void shouldNotDeleteProjectWhenTheStoreIsNotItsDefaultBranch() {
    // Given
    TenantDatabaseClass isolated = tenantClass("isolated").isolation(Isolation.Project).build();
    DeletionView view = deleting(withOwnProject("br-1"), isolated, seen(branch("br-1")));

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Wait.class))
        .returns(Reason.DeletionBlocked, wait -> wait.standing().reason());
  }

  @Test
  void shouldDeleteBranchWhoseIdTheStatusNeverLearned() {
    // Given
    DeletionView view = deleting(placed(null), CLASS, seen(branch("br-1")));

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step).isInstanceOf(DeletionStep.DeleteBranch.class);
  }

  @Test
  void shouldTouchNothingWhenAnotherOwnsTheOrganization() {
    // Given
    DeletionView view =
        new DeletionView(
            placed("br-1"),
            false,
            DeletionPolicy.Delete,
            CLASS,
            seen(branch("br-1")),
            false,
            Optional.empty());

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Release.class))
        .returns("NothingDeleted", DeletionStep.Release::reason);
  }

  @Test
  void shouldReleaseWhenStoreWasNeverPlaced() {
    // Given
    TenantDatabase database = store("acme").build();
    DeletionView view = deleting(database, CLASS, new NeonView.NotAsked());

    // When
    DeletionStep step = nextStep.decide(view);

    // Then
    assertThat(step).isInstanceOf(DeletionStep.Release.class);
  }

  @Test
  void shouldWaitAndNameTheWayOutWhenTheClassIsGone() {
    // Given
    DeletionView view = deleting(placed("br-1"), null, new NeonView.NotAsked());

    // When
    Standing standing = ((DeletionStep.Wait) nextStep.decide(view)).standing();

    // Then
    assertThat(standing.reason()).isEqualTo(Reason.DeletionBlocked);
    assertThat(standing.message()).contains("spec.deletionPolicy to Retain");
  }

  @Test
  void shouldWaitAndSetUnknownWhenNeonCannotBeReached() {
    // Given
    NeonView failed =
        new NeonView.CouldNotLook(
            Standing.unknown(ConditionType.BranchReady, Reason.NeonUnreachable, "no route."),
            new Recheck.Backoff());

    // When
    Standing standing =
        ((DeletionStep.Wait) nextStep.decide(view(DeletionPolicy.Delete, failed))).standing();

    // Then
    assertThat(standing.truth()).isEqualTo(Truth.Unknown);
    assertThat(standing.reason()).isEqualTo(Reason.DeletionBlocked);
    assertThat(standing.message()).startsWith("no route.");
  }

  @Test
  void shouldWaitWhileNeonCarriesOutTheLastChange() {
    // Given
    DeletionView view =
        new DeletionView(
            placed("br-1"),
            true,
            DeletionPolicy.Delete,
            CLASS,
            seen(branch("br-1")),
            true,
            Optional.empty());

    // When
    Standing standing = ((DeletionStep.Wait) nextStep.decide(view)).standing();

    // Then
    assertThat(standing.reason()).isEqualTo(Reason.Deleting);
  }

  @Test
  void shouldNotReleaseWhenNeonFailedToDelete() {
    // Given
    NeonView none = new NeonView.Seen(Optional.of("p1"), Optional.empty(), Optional.empty());
    DeletionView view =
        new DeletionView(
            placed("br-1"), true, DeletionPolicy.Delete, CLASS, none, false, Optional.of("broken"));

    // When
    Standing standing = ((DeletionStep.Wait) nextStep.decide(view)).standing();

    // Then
    assertThat(standing.reason()).isEqualTo(Reason.DeletionBlocked);
    assertThat(standing.message()).contains("broken");
  }

  @Test
  void shouldReleaseWhenBranchIsGone() {
    // Given
    NeonView none = new NeonView.Seen(Optional.of("p1"), Optional.empty(), Optional.empty());

    // When
    DeletionStep step = nextStep.decide(view(DeletionPolicy.Delete, none));

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Release.class))
        .returns("Deleted", DeletionStep.Release::reason);
  }

  @Test
  void shouldLeaveBranchAloneWhenItHasNoMark() {
    // When
    DeletionStep step =
        nextStep.decide(view(DeletionPolicy.Delete, seen(branch("br-1", "ready", Map.of()))));

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Release.class))
        .returns("NothingDeleted", DeletionStep.Release::reason);
  }

  @Test
  void shouldLeaveBranchAloneWhenAnotherInstallationMadeIt() {
    // Given
    Map<String, String> mark = new OwnerMark("installation-2").ofStore(ORGANIZATION);

    // When
    DeletionStep step =
        nextStep.decide(view(DeletionPolicy.Delete, seen(branch("br-1", "ready", mark))));

    // Then
    assertThat(step).isInstanceOf(DeletionStep.Release.class);
  }

  @Test
  void shouldLeaveBranchAloneWhenItHasAnotherId() {
    // When
    DeletionStep step = nextStep.decide(view(DeletionPolicy.Delete, seen(branch("br-2"))));

    // Then
    assertThat(step)
        .asInstanceOf(type(DeletionStep.Release.class))
        .returns("NothingDeleted", DeletionStep.Release::reason);
  }

  /** The owner of an organization on its way out, with nothing under way at Neon. */
  private static DeletionView deleting(
      TenantDatabase database, @Nullable TenantDatabaseClass tenantClass, NeonView neon) {
    return new DeletionView(
        database, true, DeletionPolicy.Delete, tenantClass, neon, false, Optional.empty());
  }

  private static DeletionView view(DeletionPolicy policy, NeonView neon) {
    return new DeletionView(placed("br-1"), true, policy, CLASS, neon, false, Optional.empty());
  }

  private static NeonView seen(Branch branch) {
    return new NeonView.Seen(Optional.of("p1"), Optional.of(branch), Optional.empty());
  }

  private static Branch defaultBranch(String id) {
    Branch branch = branch(id);
    return new Branch(
        branch.id(),
        branch.projectId(),
        "main",
        null,
        branch.state(),
        null,
        true,
        false,
        branch.annotations(),
        null,
        0,
        branch.createdAt());
  }

  private static TenantDatabase placed(@Nullable String branchId) {
    return at(new NeonLocation("p1", null, BRANCH_NAME, branchId, null, "neondb", null, null));
  }

  private static TenantDatabase withOwnProject(String branchId) {
    return at(new NeonLocation("p1", BRANCH_NAME, null, branchId, null, "neondb", null, null));
  }

  /** With a project of its own that an earlier pass set out to delete. */
  private static TenantDatabase deletionRequested() {
    return at(
        new NeonLocation("p1", BRANCH_NAME, null, "br-1", null, "neondb", null, null),
        Intents.none().withProjectDeletionRequested(Instant.parse("2026-11-23T09:00:00Z")));
  }

  private static TenantDatabase at(NeonLocation location) {
    return at(location, null);
  }

  private static TenantDatabase at(NeonLocation location, @Nullable Intents intents) {
    return store("acme")
        .status(
            new TenantDatabaseStatus(
                1L,
                null,
                "standard",
                null,
                location,
                null,
                null,
                null,
                null,
                null,
                intents,
                List.of()))
        .build();
  }
}
