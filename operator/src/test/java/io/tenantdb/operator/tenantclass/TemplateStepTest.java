package io.tenantdb.operator.tenantclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tenantdb.api.ProjectStatus;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.operator.neon.OwnerMark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TemplateStepTest {
  private static final OwnerMark MARK = new OwnerMark("installation-1");
  private static final Map<String, String> OURS = MARK.ofTemplate("store", "tenant-template");

  @Test
  void shouldCreateBranchWhenThereIsNone() {
    assertThat(decide(view(null, null))).isInstanceOf(TemplateStep.Create.class);
  }

  @Test
  void shouldWaitWhileNeonIsAtWork() {
    // Given
    TemplateView view =
        new TemplateView(
            "p1",
            new TemplateTerms("tenant-template", "store", "6", true),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty());

    // When
    TemplateStep step = decide(view);

    // Then
    assertThat(step).isInstanceOf(TemplateStep.Wait.class);
  }

  @Test
  void shouldGiveTheNameBackWhenTheBranchHasAnother() {
    // Given
    TemplateView seen = view(branch("ready", true, OURS), status("br-t", "6", true));

    // When
    TemplateStep step =
        decide(
            new TemplateView(
                "p1",
                new TemplateTerms("store-template", "store", "6", true),
                true,
                seen.before(),
                seen.branch(),
                seen.endpoint(),
                false,
                Optional.empty()));

    // Then
    assertThat(step).isInstanceOf(TemplateStep.Rename.class);
  }

  @Test
  void shouldWaitForPersonWhenBranchIsNotOurs() {
    assertThat(decide(view(branch("ready", false, Map.of()), null)))
        .asInstanceOf(type(TemplateStep.Refuse.class))
        .satisfies(refuse -> assertThat(refuse.message()).contains("was not made by this"));
  }

  @Test
  void shouldNotTakeTemplateOfAnotherSchemaForOurs() {
    assertThat(
            decide(view(branch("ready", false, MARK.ofTemplate("blog", "tenant-template")), null)))
        .isInstanceOf(TemplateStep.Refuse.class);
  }

  @Test
  void shouldNotTakeBranchOfStoreForTemplate() {
    assertThat(decide(view(branch("ready", false, MARK.ofStore("store")), null)))
        .isInstanceOf(TemplateStep.Refuse.class);
  }

  @Test
  void shouldWaitWhileBranchIsBeingMade() {
    assertThat(decide(view(branch("init", false, OURS), null)))
        .asInstanceOf(type(TemplateStep.Wait.class))
        .satisfies(wait -> assertThat(wait.message()).contains("init"));
  }

  @Test
  void shouldMigrateWhenStatusKnowsNoVersion() {
    assertThat(decide(view(branch("ready", false, OURS), null)))
        .isInstanceOf(TemplateStep.Migrate.class);
  }

  @Test
  void shouldMigrateWhenStatusSpeaksOfAnotherBranch() {
    assertThat(decide(view(branch("ready", true, OURS), status("br-old", "6", true))))
        .isInstanceOf(TemplateStep.Migrate.class);
  }

  @Test
  void shouldMigrateWhenVersionIsOlder() {
    assertThat(decide(view(branch("ready", true, OURS), status("br-t", "5", true))))
        .isInstanceOf(TemplateStep.Migrate.class);
  }

  @Test
  void shouldProtectWhenMigrated() {
    assertThat(decide(view(branch("ready", false, OURS), status("br-t", "6", null))))
        .asInstanceOf(type(TemplateStep.Protect.class))
        .returns(true, TemplateStep.Protect::isProtected);
  }

  @Test
  void shouldKeepWhenProtected() {
    assertThat(decide(view(branch("ready", true, OURS), status("br-t", "6", true))))
        .isInstanceOf(TemplateStep.Keep.class);
  }

  @Test
  void shouldKeepWhenProtectionWasRefused() {
    assertThat(decide(view(branch("ready", false, OURS), status("br-t", "6", false))))
        .isInstanceOf(TemplateStep.Keep.class);
  }

  private static TemplateStep decide(TemplateView view) {
    return TemplateStep.decide(view, MARK);
  }

  private static TemplateView view(@Nullable Branch branch, @Nullable ProjectStatus status) {
    return new TemplateView(
        "p1",
        new TemplateTerms("tenant-template", "store", "6", true),
        true,
        Optional.ofNullable(status),
        Optional.ofNullable(branch),
        Optional.ofNullable(branch).map(b -> endpoint()),
        false,
        Optional.empty());
  }

  private static ProjectStatus status(
      String branchId, String version, @Nullable Boolean isProtected) {
    return new ProjectStatus("p1", branchId, version, isProtected, true, null);
  }

  private static Branch branch(String state, boolean isProtected, Map<String, String> mark) {
    return new Branch(
        "br-t",
        "p1",
        "tenant-template",
        "br-main",
        state,
        null,
        false,
        isProtected,
        mark,
        null,
        0,
        Instant.parse("2026-11-23T09:00:00Z"));
  }

  private static Endpoint endpoint() {
    return new Endpoint(
        "ep-t", "p1", "br-t", "ep-t.neon.tech", true, "idle", null, 0.25, 1, 0, false, null);
  }
}
