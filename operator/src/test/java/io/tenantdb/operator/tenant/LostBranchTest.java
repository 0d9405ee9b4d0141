package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Phase;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.NeonException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A branch that may hold data, and that somebody deletes, is never replaced by an empty one. */
final class LostBranchTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

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
  void shouldNotReplaceARetainedBranchThatIsGoneBeforeItIsInUseAgain() {
    // Given
    String retained =
        world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION)).id();
    world.clock.advance(Duration.ofMinutes(1));
    world.put(store("acme").createdAt(world.clock.instant().toString()));
    passUntilTheBranchIsWrittenDown("acme");

    // When
    world.neon.removeBranch(World.PROJECT, retained);
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.status("acme").schema()).isNull();
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.message("acme")).contains(retained);
    assertThat(world.neon.calls().count("createBranch")).isZero();
  }

  @Test
  void shouldNotReplaceABranchWhoseSecretWasPublishedThoughNoStatusSaysSo() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    String branch = String.valueOf(world.location("acme").branchId());
    world.store("acme").setStatus(madeAndNotYetPublished("acme"));

    // When
    world.neon.removeBranch(World.PROJECT, branch);
    world.restart();
    world.pass("acme");
    world.secrets.delete("acme-connection");
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldNotReplaceABranchWhosePasswordAnotherProcessMayHavePublished() {
    // Given
    world.put(store("acme"));
    for (int pass = 0; pass < 10 && world.neon.calls().count("resetPassword") == 0; pass++) {
      world.pass("acme");
      world.passTime();
    }
    String branch = String.valueOf(world.location("acme").branchId());

    // When
    world.passWithoutWriting("acme");
    world.secrets.delete("acme-connection");
    world.neon.removeBranch(World.PROJECT, branch);
    world.restart();
    world.pass("acme");

    // Then
    assertThat(world.secrets.writes()).isEqualTo(1);
    assertThat(world.ready("acme")).isEqualTo("False/BranchMissing");
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldMakeABranchAgainThatWasNeverFinished() {
    // Given
    world.put(store("acme"));
    passUntilTheBranchIsWrittenDown("acme");
    String unfinished = String.valueOf(world.location("acme").branchId());

    // When
    world.neon.removeBranch(World.PROJECT, unfinished);
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.location("acme").branchId()).isNotEqualTo(unfinished);
  }

  @Test
  void shouldNotWriteDownABranchThatOnlyAnOldListHas() {
    // Given
    String retained =
        world.neon.addStoreBranch(World.PROJECT, BRANCH, Seeing.MARK.ofStore(ORGANIZATION)).id();
    world.put(store("other").organization("7b6f2c1e-0000-4000-8000-000000000002"));
    world.run("other");
    world.neon.removeBranch(World.PROJECT, retained);
    world.clock.advance(Duration.ofSeconds(2));

    // When
    world.put(store("acme").createdAt(world.clock.instant().toString()));
    world.pass("acme");
    world.pass("acme");

    // Then
    assertThat(world.location("acme").branchId()).isNotEqualTo(retained);
    world.run("acme");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.location("acme").branchId()).isNotEqualTo(retained);
  }

  /** The store does not get further than that, for Neon does not tell its passwords. */
  private void passUntilTheBranchIsWrittenDown(String name) {
    world.neon.calls().fail("connectionUri", new NeonException.Unavailable("503", null));
    for (int pass = 0; pass < 10 && world.location(name).branchId() == null; pass++) {
      world.pass(name);
      world.passTime();
    }
    world.neon.calls().heal();
    assertThat(world.location(name).branchId()).isNotNull();
  }

  private TenantDatabaseStatus madeAndNotYetPublished(String name) {
    StatusDraft draft = new StatusDraft(world.status(name));
    draft.schema = null;
    draft.binding = null;
    draft.neon = draft.neon.withRole(null);
    return draft.finish(1, Phase.Provisioning, world.status(name).conditions());
  }
}
