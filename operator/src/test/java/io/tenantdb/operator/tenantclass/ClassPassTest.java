package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConditionType;
import io.tenantdb.api.Isolation;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.fleet.ClassSample;
import io.tenantdb.schema.SchemaFailures;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a class and of its templates. */
final class ClassPassTest {
  private final ClassWorld world = new ClassWorld();

  @Test
  void shouldMakeMigrateAndProtectTemplateWhenClassIsNew() {
    // When
    world.run();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().changes()).containsExactly("createBranch", "protectBranch");
    assertThat(world.template().isProtected()).isTrue();
    assertThat(world.neon.databaseAt(host()).version()).isEqualTo(6);
    assertThat(world.project(ClassWorld.PROJECT).ready()).isTrue();
  }

  @Test
  void shouldSayWhichSecretAndKeyWhenApiKeyIsMissing() {
    // Given
    world.secrets.remove("neon", "api-key");

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.KeyAccepted)).isEqualTo("False/KeyMissing");
    assertThat(world.message()).contains("neon").contains("api-key").contains("tenantdb-system");
    assertThat(world.neon.calls().count()).isZero();
  }

  @Test
  void shouldGoOnWhenRightKeyFollowsRejectedOne() {
    // Given
    world.secrets.put("neon", "api-key", "napi_wrong");
    world.pass();
    String rejected = world.condition(ConditionType.Ready);

    // When
    world.secrets.put("neon", "api-key", "napi_key_one\n");
    world.run();

    // Then
    assertThat(rejected).isEqualTo("Unknown/KeyRejected");
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldNoticeAtOnceWhenKeyOfReadyClassIsReplacedByWrongOne() {
    // Given
    world.run();

    // When
    world.secrets.put("neon", "api-key", "napi_wrong");
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("Unknown/KeyRejected");
    assertThat(world.condition(ConditionType.TemplatesReady)).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldSayWhichSecretWhenKeyringIsMissing() {
    // Given
    world.secrets.remove("keyring", "keyring.json");

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.KeyAccepted)).isEqualTo("True/AsDesired");
    assertThat(world.condition(ConditionType.KeyringReady)).isEqualTo("False/KeyringMissing");
    assertThat(world.message()).contains("keyring.json");
  }

  @Test
  void shouldSayWhatIsWrongWhenKeyringIsInvalid() {
    // Given
    world.secrets.put("keyring", "keyring.json", "{\"keys\":[]}");

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.KeyringReady)).isEqualTo("False/KeyringInvalid");
    assertThat(world.message()).contains("at least one key");
  }

  @Test
  void shouldMakeOnlyOneTemplateWhenAnswerIsLost() {
    // Given
    world.neon.calls().loseNextAnswer("createBranch");

    // When
    world.run();

    // Then
    assertThat(world.neon.branchesNamed("tenant-template")).hasSize(1);
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldBeReadyWithoutProtectionWhenPlanRefusesIt() {
    // Given
    world.neon.calls().fail("protectBranch", new NeonException.LimitReached("422: 2 of 2"));

    // When
    world.run();
    world.run();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.project(ClassWorld.PROJECT).templateProtected()).isFalse();
    assertThat(world.project(ClassWorld.PROJECT).ready()).isTrue();
    assertThat(world.neon.calls().count("protectBranch")).isEqualTo(1);
  }

  @Test
  void shouldAskAgainForProtectionHoursAfterThePlanRefusedIt() {
    // Given
    world.neon.calls().fail("protectBranch", new NeonException.LimitReached("422: 2 of 2"));
    world.run();
    world.neon.calls().heal();

    // When
    world.clock.advance(Refusals.PERIOD.plusMinutes(11));
    world.run();

    // Then
    assertThat(world.template().isProtected()).isTrue();
    assertThat(world.project(ClassWorld.PROJECT).templateProtected()).isTrue();
  }

  @Test
  void shouldNotTakeARejectedKeyForARefusalOfThePlan() {
    // Given
    NeonException rejected = new NeonException.KeyRejected("401");
    world.pass();
    world.neon.calls().fail("protectBranch", rejected);
    world.neon.calls().fail("checkKey", rejected);
    for (int passes = 0; passes < 5; passes++) {
      world.passTime();
      world.pass();
    }
    Boolean protectedThen = world.project(ClassWorld.PROJECT).templateProtected();

    // When
    world.neon.calls().heal();
    world.run();

    // Then
    assertThat(protectedThen).isNull();
    assertThat(world.template().isProtected()).isTrue();
  }

  @Test
  void shouldBeReadyWithoutProtectionWhenAValidKeyMayNotProtect() {
    // Given
    world.neon.calls().fail("protectBranch", new NeonException.KeyRejected("403"));

    // When
    world.run();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.project(ClassWorld.PROJECT).templateProtected()).isFalse();
  }

  @Test
  void shouldRefuseAProjectWhoseDefaultBranchHoldsTables() {
    // Given
    addTableToDefaultBranch();

    // When
    world.pass();
    world.passTime();
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("False/TemplateNotReady");
    assertThat(world.message())
        .contains("public.orders", "acceptExistingData", world.template().id());
    assertThat(world.project(ClassWorld.PROJECT).ready()).isFalse();
    assertThat(world.neon.databaseAt(host()).version()).isZero();
  }

  @Test
  void shouldTakeTheTablesOfTheDefaultBranchWhenTheClassAcceptsThem() {
    // Given
    addTableToDefaultBranch();

    // When
    world.edit(ClassSample::acceptExistingData);
    world.run();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
  }

  private void addTableToDefaultBranch() {
    String main = world.neon.branchesNamed("main").getFirst().id();
    world.neon.databaseAt(world.neon.endpointOf(main).host()).addTable("public.orders");
  }

  @Test
  void shouldNotProtectWhenClassDoesNotWantIt() {
    // Given
    world.edit(sample -> sample.template(null, false));

    // When
    world.run();

    // Then
    assertThat(world.neon.calls().changes()).doesNotContain("protectBranch");
    assertThat(world.template().isProtected()).isFalse();
  }

  @Test
  void shouldTakeProtectionAwayWhenClassStopsWantingIt() {
    // Given
    world.run();

    // When
    world.edit(sample -> sample.template(null, false));
    world.run();

    // Then
    assertThat(world.template().isProtected()).isFalse();
    assertThat(world.project(ClassWorld.PROJECT).templateProtected()).isNotEqualTo(true);
  }

  @Test
  void shouldLeaveBranchAloneWhenSomebodyElseMadeItUnderTheTemplatesName() {
    // Given
    world.neon.addBranch(ClassWorld.PROJECT, "tenant-template", Map.of());

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.TemplatesReady)).isEqualTo("False/TemplateNotReady");
    assertThat(world.message()).contains("spec.template.branchName");
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldNotCallNeonForReadyClassAfterRestart() {
    // Given
    world.run();
    world.restart();
    world.neon.calls().forget();

    // When
    world.pass();

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
  }

  @Test
  void shouldLookAgainNowAndThen() {
    // Given
    world.run();
    world.neon.calls().forget();

    // When
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.pass();

    // Then
    assertThat(world.neon.calls().count("checkKey")).isEqualTo(1);
    assertThat(world.neon.calls().count("branches")).isEqualTo(1);
  }

  @Test
  void shouldMigrateTemplateAgainWhenOperatorBringsNewerSchema() {
    // Given
    world.run();
    world.schemas.release(7);

    // When
    world.restart();
    world.run();

    // Then
    assertThat(world.project(ClassWorld.PROJECT).schemaVersion()).isEqualTo("7");
    assertThat(world.status().schemaVersion()).isEqualTo("7");
    assertThat(world.neon.databaseAt(host()).version()).isEqualTo(7);
    assertThat(world.neon.calls().count("createBranch")).isEqualTo(1);
  }

  @Test
  void shouldKeepTakingStoresWhileTemplateIsMigratedAgain() {
    // Given
    world.run();
    world.schemas.release(7);
    world.databases.fail(SchemaFailures.unreachable());

    // When
    world.restart();
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("False/TemplateNotReady");
    assertThat(world.project(ClassWorld.PROJECT).ready()).isTrue();
  }

  @Test
  void shouldRefuseWithoutHurryWhenTemplateIsBeyondThePinnedVersion() {
    // Given
    world.run();

    // When
    world.edit(sample -> sample.schema(null, "5"));
    world.pass();
    ClassResult result = world.pass();

    // Then
    assertThat(world.condition(ConditionType.TemplatesReady)).isEqualTo("False/TemplateNotReady");
    assertThat(world.message()).contains("6").contains("5");
    assertThat(result.recheck().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldMakeTemplateAgainWhenItIsGone() {
    // Given
    world.run();
    world.neon.removeBranch(ClassWorld.PROJECT, world.template().id());

    // When
    world.clock.advance(LastLooks.PERIOD.plusSeconds(1));
    world.run();

    // Then
    assertThat(world.neon.branchesNamed("tenant-template")).hasSize(1);
    assertThat(world.project(ClassWorld.PROJECT).templateBranchId())
        .isEqualTo(world.template().id());
  }

  @Test
  void shouldSaySchemaUnknownWhenThereIsNoSuchSchema() {
    // Given
    world.edit(sample -> sample.schema("shop", null));

    // When
    world.pass();

    // Then
    assertThat(world.condition(ConditionType.TemplatesReady)).isEqualTo("False/SchemaUnknown");
  }

  @Test
  void shouldSayWhichProjectIsMissing() {
    // Given
    world.neon.removeProject(ClassWorld.PROJECT);

    // When
    world.pass();

    // Then
    assertThat(world.message()).contains("Project p1").contains("no such project");
  }

  @Test
  void shouldGoOnWithOneProjectWhenAnotherIsRefused() {
    // Given
    world.neon.addProject("p2", "aws-eu-central-1");
    world.edit(sample -> sample.project("p0", "aws-eu-central-1", null));
    world.edit(sample -> sample.project("p2", "aws-eu-central-1", null));

    // When
    for (int i = 0; i < 8; i++) {
      world.pass();
      world.passTime();
    }

    // Then
    assertThat(world.project(ClassWorld.PROJECT).ready()).isTrue();
    assertThat(world.project("p2").ready()).isTrue();
    assertThat(world.project("p0").ready()).isFalse();
  }

  @Test
  void shouldNotLetRefusedProjectSlowDownAnother() {
    // Given
    world.neon.addProject("p2", "aws-eu-central-1");
    world.neon.addBranch(
        "p2", "tenant-template", ClassWorld.MARK.ofTemplate("store", "tenant-template"));
    world.edit(sample -> sample.project("p2", "aws-eu-central-1", null));
    world.neon.calls().fail("createBranch", new NeonException.Rejected("422: no"));

    // When
    ClassResult result = world.pass();

    // Then
    assertThat(result.recheck().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldNeedNoTemplateWhenEachStoreHasItsProject() {
    // Given
    world.edit(sample -> sample.isolation(Isolation.Project));

    // When
    world.run();

    // Then
    assertThat(world.condition(ConditionType.Ready)).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldNeverSayNullToPeople() {
    // When
    world.run();

    // Then
    assertThat(world.events.all()).allSatisfy(e -> assertThat(e.message()).doesNotContain("null"));
  }

  @Test
  void shouldSaySomethingAtEveryPassUntilReady() {
    // When
    for (int i = 0; i < 3; i++) {
      world.pass();
      world.passTime();

      // Then
      assertThat(world.message()).isNotBlank().doesNotContain("null");
    }
  }

  private String host() {
    return world.neon.endpointOf(world.template().id()).host();
  }
}
