package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Orphan;
import io.tenantdb.api.OrphanReport;
import io.tenantdb.api.TenantDatabaseClassStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.neon.OwnerMark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches that belong to no TenantDatabase: told of, and removed on request only. */
final class OrphansTest {
  private final ClassWorld world = new ClassWorld();

  @BeforeEach
  void aClassThatIsReady() {
    world.run();
  }

  @Test
  void shouldReportNoneWhenThereAreOnlyTemplateAndDefaultBranch() {
    // When
    look();

    // Then
    assertThat(world.orphans()).isEqualTo(OrphanReport.empty());
  }

  @Test
  void shouldReportABranchOfOursWhoseOrganizationNobodyNames() {
    // Given
    Branch orphan = branch("org-a");

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isOne();
    Orphan reported = world.orphans().branches().getFirst();
    assertThat(reported.branchId()).isEqualTo(orphan.id());
    assertThat(reported.name()).isEqualTo("store-org-a");
    assertThat(reported.projectId()).isEqualTo(ClassWorld.PROJECT);
    assertThat(reported.organizationId()).isEqualTo("org-a");
    assertThat(world.events.all().toString()).contains("OrphansFound");
  }

  @Test
  void shouldNotReportABranchWhoseOrganizationATenantDatabaseNames() {
    // Given
    branch("org-a");
    world.fleet.put(StoreSample.store("a").organization("org-a").build());

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isZero();
  }

  @Test
  void shouldTellBranchesApartThatSomebodyElseMade() {
    // Given
    create("handmade", Map.of(), null);
    create("store-theirs", new OwnerMark("another").ofStore(UUID.randomUUID().toString()), null);

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isZero();
    assertThat(world.orphans().unmarkedCount()).isOne();
    assertThat(world.orphans().unmarked()).extracting(Orphan::name).containsExactly("handmade");
  }

  @Test
  void shouldSayThatNothingCanBeToldWhenOnlySomeNamespacesAreWatched() {
    // Given
    branch("org-a");
    world.orphanTerms = new OrphanTerms(false, Duration.ofDays(7));
    world.restart();
    world.ask("dry-run");

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isZero();
    assertThat(world.orphans().message()).contains("TENANTDB_WATCH_NAMESPACES");
    assertThat(world.answer().message()).contains("TENANTDB_WATCH_NAMESPACES");
  }

  @Test
  void shouldNotWriteTheStatusAgainWhenNothingChanged() {
    // Given
    branch("org-a");
    look();
    TenantDatabaseClassStatus before = world.status();
    int events = world.events.all().size();

    // When
    look();
    world.restart();
    look();

    // Then
    assertThat(world.status()).isEqualTo(before);
    assertThat(world.events.all()).hasSize(events);
  }

  @Test
  void shouldCostNoCallBeyondThoseForTheTemplates() {
    // Given
    look();
    long before = world.neon.calls().count();
    look();
    long perLook = world.neon.calls().count() - before;
    branch("org-a");
    before = world.neon.calls().count();

    // When
    look();

    // Then
    assertThat(world.neon.calls().count() - before).isEqualTo(perLook);
  }

  @Test
  void shouldOnlySayWhatWouldBeRemovedAndHowToGoOnWhenAskedForADryRun() {
    // Given
    Branch old = branch("org-a");
    look();
    pass(Duration.ofDays(8));
    Branch young = branch("org-b");
    look();

    // When
    world.ask("dry-run");
    world.pass();

    // Then
    assertThat(world.answer().done()).isTrue();
    assertThat(world.answer().message())
        .contains("1 of 2 orphans may be removed")
        .contains(
            "kubectl annotate tdbc standard --overwrite tenantdb.io/remove-orphans=" + old.id())
        .doesNotContain(young.id());
    assertThat(world.neon.calls().changes()).doesNotContain("deleteBranch");
  }

  @Test
  void shouldRemoveWhatWasNamedOneAfterTheOtherAndNothingElse() {
    // Given
    Branch one = branch("org-a");
    Branch two = branch("org-b");
    Branch other = branch("org-c");
    look();
    pass(Duration.ofDays(8));
    look();

    // When
    world.ask(one.id() + ", " + two.id());
    passUntilAnswered();

    // Then
    assertThat(world.answer().removed()).containsExactly(one.id(), two.id());
    assertThat(ids()).contains(other.id()).doesNotContain(one.id(), two.id());
    assertThat(world.orphans().branches()).extracting(Orphan::branchId).containsExactly(other.id());
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.events.all().toString())
        .contains("Branch %s (store-org-a) of project p1".formatted(one.id()));
  }

  @Test
  void shouldKeepAnOrphanThatWasSeenForLessThanTheGraceTime() {
    // Given
    Branch orphan = branch("org-a");
    look();
    pass(Duration.ofDays(6));

    // When
    world.ask(orphan.id());
    passUntilAnswered();

    // Then
    assertThat(ids()).contains(orphan.id());
    assertThat(world.answer().message()).contains("may be removed from");
  }

  @Test
  void shouldCountTheGraceTimeAnewWhenTheBranchHadAnOwnerMeanwhile() {
    // Given
    Branch orphan = branch("org-a");
    var owner = StoreSample.store("a").organization("org-a").build();
    look();
    world.fleet.put(owner);
    pass(Duration.ofDays(8));
    look();
    world.fleet.remove(owner);
    look();

    // When
    world.ask(orphan.id());
    passUntilAnswered();

    // Then
    assertThat(ids()).contains(orphan.id());
  }

  @Test
  void shouldKeepABranchThatTheApiServerKnowsAnOwnerOfThoughNoCacheDoes() {
    // Given
    Branch orphan = oldOrphan("org-a");
    world.liveOwners.add("shops/acme");

    // When
    world.ask(orphan.id());
    passUntilAnswered();

    // Then
    assertThat(ids()).contains(orphan.id());
    assertThat(world.answer().message()).contains("belongs to TenantDatabase shops/acme");
  }

  @Test
  void shouldKeepABranchThatOthersWereMadeFrom() {
    // Given
    Branch orphan = oldOrphan("org-a");
    Branch child = create("copy", Map.of(), orphan.id());

    // When
    world.ask(orphan.id());
    passUntilAnswered();

    // Then
    assertThat(ids()).contains(orphan.id(), child.id());
    assertThat(world.answer().message()).contains("has branches made from it: " + child.id());
  }

  @Test
  void shouldKeepAProtectedBranch() {
    // Given
    Branch orphan = oldOrphan("org-a");
    world.neon.protectBranch(ClassWorld.PROJECT, orphan.id(), true);
    world.neon.finishOperations();

    // When
    world.ask(orphan.id());
    passUntilAnswered();

    // Then
    assertThat(ids()).contains(orphan.id());
    assertThat(world.answer().message()).contains("is protected at Neon");
  }

  @Test
  void shouldNotRemoveWhatIsNoOrphanWhateverIsAskedFor() {
    // Given
    Branch foreign = create("handmade", Map.of(), null);
    look();
    pass(Duration.ofDays(8));
    look();

    // When
    world.ask("%s,%s,br-no-such,*".formatted(foreign.id(), world.template().id()));
    passUntilAnswered();

    // Then
    assertThat(world.neon.calls().changes()).doesNotContain("deleteBranch");
    assertThat(world.answer().message()).startsWith("Removed 0 of 4.");
  }

  @Test
  void shouldGoOnWithARequestAfterARestart() {
    // Given
    Branch one = branch("org-a");
    Branch two = oldOrphan("org-b");
    world.ask(one.id() + "," + two.id());
    world.pass();

    // When
    world.restart();
    passUntilAnswered();

    // Then
    assertThat(ids()).doesNotContain(one.id(), two.id());
    assertThat(world.answer().removed()).containsExactlyInAnyOrder(one.id(), two.id());
  }

  private Branch oldOrphan(String organization) {
    Branch orphan = branch(organization);
    look();
    pass(Duration.ofDays(8));
    look();
    return orphan;
  }

  private void passUntilAnswered() {
    for (int passes = 0; passes < 30; passes++) {
      world.pass();
      if (world.orphans().removal() != null && world.answer().done()) {
        return;
      }
      world.passTime();
    }
    throw new AssertionError("never answered: " + world.status());
  }

  /** The next pass that looks at Neon. */
  private void look() {
    pass(LastLooks.PERIOD.plusSeconds(1));
    world.pass();
  }

  private void pass(Duration time) {
    world.clock.advance(time);
  }

  private Branch branch(String organization) {
    return create("store-" + organization, ClassWorld.MARK.ofStore(organization), null);
  }

  private Branch create(String name, Map<String, String> marks, @Nullable String parent) {
    Branch branch =
        world
            .neon
            .createBranch(ClassWorld.PROJECT, new NewBranch(name, parent, null, marks))
            .branch();
    world.neon.finishOperations();
    return branch;
  }

  private List<String> ids() {
    return world.neon.branches(ClassWorld.PROJECT).stream().map(Branch::id).toList();
  }
}
