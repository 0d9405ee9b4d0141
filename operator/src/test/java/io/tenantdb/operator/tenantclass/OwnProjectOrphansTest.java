package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Isolation;
import io.tenantdb.api.Orphan;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NewProject;
import io.tenantdb.operator.fleet.ClassSample;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.neon.OwnerMark;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Projects that stores had for themselves and that belong to no TenantDatabase. */
final class OwnProjectOrphansTest {
  private static final OwnerMark OTHERS = new OwnerMark("another");

  private final ClassWorld world = new ClassWorld();

  @BeforeEach
  void aClassWithAProjectForEachStore() {
    world.edit(sample -> ClassSample.tenantClass("standard").isolation(Isolation.Project));
    world.run();
  }

  @Test
  void shouldReportAProjectOfOursWhoseOrganizationNobodyNames() {
    // Given
    Branch orphan = project("org-a", ClassWorld.MARK);

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isOne();
    Orphan reported = world.orphans().branches().getFirst();
    assertThat(reported.projectId()).isEqualTo(orphan.projectId());
    assertThat(reported.branchId()).isEqualTo(orphan.id());
    assertThat(reported.organizationId()).isEqualTo("org-a");
  }

  @Test
  void shouldReportNoProjectWhoseOrganizationATenantDatabaseNames() {
    // Given
    project("org-a", ClassWorld.MARK);
    world.fleet.put(StoreSample.store("a").organization("org-a").build());

    // When
    look();

    // Then
    assertThat(world.orphans().count()).isZero();
  }

  @Test
  void shouldReadAProjectOfAnotherInstallationOnceAndNeverReportIt() {
    // Given
    project("org-a", OTHERS);
    look();
    int readsOfAFirstLook = world.neon.calls().count("branches");

    // When
    look();

    // Then
    assertThat(readsOfAFirstLook).isOne();
    assertThat(world.neon.calls().count("branches")).isEqualTo(readsOfAFirstLook);
    assertThat(world.orphans().count()).isZero();
  }

  @Test
  void shouldRemoveTheProjectOfTheBranchThatWasNamedAndNoOther() {
    // Given
    Branch one = project("org-a", ClassWorld.MARK);
    Branch other = project("org-b", ClassWorld.MARK);
    letGraceTimePass();

    // When
    ask(one.id());

    // Then
    assertThat(world.answer().removed()).containsExactly(one.id());
    assertThat(world.neon.project(one.projectId())).isEmpty();
    assertThat(world.neon.project(other.projectId())).isPresent();
    assertThat(world.orphans().branches()).extracting(Orphan::branchId).containsExactly(other.id());
  }

  @Test
  void shouldKeepAProjectThatAClassSharesAmongStores() {
    // Given
    Branch orphan = project("org-a", ClassWorld.MARK);
    world.fleet.put(
        ClassSample.tenantClass("shared")
            .project(orphan.projectId(), "aws-eu-central-1", null)
            .build());
    letGraceTimePass();

    // When
    ask(orphan.id());

    // Then
    assertThat(world.neon.calls().changes()).doesNotContain("deleteProject");
    assertThat(world.answer().message()).contains("has no project for itself");
  }

  @Test
  void shouldKeepAProjectThatTheApiServerKnowsAnOwnerOfThoughNoCacheDoes() {
    // Given
    Branch orphan = project("org-a", ClassWorld.MARK);
    letGraceTimePass();
    world.liveOwners.add("shops/acme");

    // When
    ask(orphan.id());

    // Then
    assertThat(world.neon.calls().changes()).doesNotContain("deleteProject");
    assertThat(world.answer().message()).contains("belongs to TenantDatabase shops/acme");
  }

  private void letGraceTimePass() {
    look();
    world.clock.advance(Duration.ofDays(8));
    look();
  }

  private void ask(String request) {
    world.ask(request);
    for (int passes = 0; passes < 10; passes++) {
      world.pass();
      if (world.orphans().removal() != null && world.answer().done()) {
        return;
      }
      world.passTime();
    }
    throw new AssertionError("never answered: " + world.status());
  }

  private void look() {
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();
  }

  private Branch project(String organization, OwnerMark mark) {
    Branch branch =
        world
            .neon
            .createProject(
                new NewProject(
                    "store-" + organization,
                    "aws-eu-central-1",
                    18,
                    null,
                    "neondb",
                    "neondb_owner",
                    null,
                    new EndpointSettings(0.25, 1, 300, false),
                    Map.copyOf(mark.ofStore(organization))))
            .branch();
    world.neon.finishOperations();
    return branch;
  }
}
