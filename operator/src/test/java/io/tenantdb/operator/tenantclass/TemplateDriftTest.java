package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.NeonException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do to a template in Neon's console, seen by the patrol. */
final class TemplateDriftTest {
  private final ClassWorld world = new ClassWorld();
  private final Branch made;

  TemplateDriftTest() {
    world.run();
    made = world.template();
    world.events.forget();
    world.neon.calls().forget();
  }

  @Test
  void shouldNotLookAgainWhenTheTemplateIsAsItWas() {
    assertThat(world.patrol(ClassWorld.PROJECT)).isFalse();
  }

  @Test
  void shouldNotBeWokenForWhatTheClassIsAtAnyway() {
    // Given
    world.edit(sample -> sample.template(null, false));

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);

    // Then
    assertThat(woken).isFalse();
  }

  @Test
  void shouldMakeAnotherWhenTheTemplateIsGone() {
    // Given
    world.neon.removeBranch(ClassWorld.PROJECT, made.id());

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);
    world.run();

    // Then
    assertThat(woken).isTrue();
    assertThat(world.template().id()).isNotEqualTo(made.id());
    assertThat(world.template().isProtected()).isTrue();
    assertThat(world.project(ClassWorld.PROJECT).templateBranchId())
        .isEqualTo(world.template().id());
  }

  @Test
  void shouldGiveARenamedTemplateItsNameBackAndGoOnMakingStores() {
    // Given
    world.neon.rename(ClassWorld.PROJECT, made.id(), "old-template");

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);
    world.pass();
    String meanwhile = world.condition(ConditionType.Ready);
    world.run();

    // Then
    assertThat(woken).isTrue();
    assertThat(meanwhile).isEqualTo("True/AsDesired");
    assertThat(world.template().id()).isEqualTo(made.id());
    assertThat(world.neon.calls().count("createBranch")).isZero();
    assertThat(world.message()).isEqualTo(TemplatesResult.READY);
    assertThat(world.events.reasons()).contains("DriftCorrected");
  }

  @Test
  void shouldGiveTheNameBackAlsoWhenTheProjectIsBusyAtFirst() {
    // Given
    world.neon.rename(ClassWorld.PROJECT, made.id(), "old-template");
    world.neon.calls().fail("renameBranch", new NeonException.Locked("423"));

    // When
    world.patrol(ClassWorld.PROJECT);
    world.pass();
    world.passTime();
    world.neon.calls().heal();
    world.run();

    // Then
    assertThat(world.template().id()).isEqualTo(made.id());
    assertThat(world.neon.calls().count("createBranch")).isZero();
  }

  @Test
  void shouldFindTheRenamedTemplateAlsoWhenTheClassWasMadeAgain() {
    // Given
    world.neon.rename(ClassWorld.PROJECT, made.id(), "old-template");
    world.loseStatus();

    // When
    world.patrol(ClassWorld.PROJECT);
    world.run();

    // Then
    assertThat(world.template().id()).isEqualTo(made.id());
    assertThat(world.neon.calls().count("createBranch")).isZero();
  }

  @Test
  void shouldProtectTheTemplateAgainAndSaySo() {
    // Given
    world.neon.protectBranch(ClassWorld.PROJECT, made.id(), false);

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);
    world.pass();
    String meanwhile = world.message();
    world.run();

    // Then
    assertThat(woken).isTrue();
    assertThat(meanwhile).contains("Project p1").contains("Protecting the template branch");
    assertThat(world.template().isProtected()).isTrue();
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.events.reasons()).containsExactly("DriftCorrected");
  }

  @Test
  void shouldGiveTheTemplateAnEndpointWhenItsOwnIsGone() {
    // Given
    world.neon.removeEndpointOf(made.id());

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);
    world.run();

    // Then
    assertThat(woken).isTrue();
    assertThat(world.neon.endpointOf(made.id()).branchId()).isEqualTo(made.id());
  }

  @Test
  void shouldSayThatSomebodyElsesBranchHasTheTemplatesPlace() {
    // Given
    world.neon.removeBranch(ClassWorld.PROJECT, made.id());
    world.neon.addBranch(ClassWorld.PROJECT, "tenant-template", Map.of());

    // When
    boolean woken = world.patrol(ClassWorld.PROJECT);
    world.pass();

    // Then
    assertThat(woken).isTrue();
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("False/TemplateNotReady");
    assertThat(world.message()).contains("was not made by this installation");
    assertThat(world.project(ClassWorld.PROJECT).ready()).isFalse();
  }

  @Test
  void shouldMakeAnotherTemplateWhenThePersonAsksForAnotherName() {
    // When
    world.edit(sample -> sample.template("template-2", true));
    world.run();

    // Then
    assertThat(world.neon.branchesNamed("template-2")).hasSize(1);
    assertThat(world.template().id()).isEqualTo(made.id());
  }
}
