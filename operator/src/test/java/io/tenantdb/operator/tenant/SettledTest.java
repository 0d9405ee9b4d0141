package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.tenantdb.api.Binding;
import io.tenantdb.api.Compute;
import io.tenantdb.api.ConditionType;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseClass;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.operator.fleet.StoreSample;
import io.tenantdb.operator.fleet.StoreTerms;
import io.tenantdb.operator.secret.PublishedSecret;
import io.tenantdb.operator.status.Conditions;
import io.tenantdb.operator.status.MutableClock;
import io.tenantdb.operator.status.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What unsettles a store, so that it is looked at again. */
final class SettledTest {
  private static final PublishedSecret SECRET = secret("br-1", Seeing.ROLE, Format.Sealed);
  private static final Standing READY = Standing.ready("In use.");

  @Test
  void shouldBeSettledWhenNothingChanged() {
    assertThat(isSettled(StoreSample.store("acme"), SECRET, "6", READY)).isTrue();
  }

  @Test
  void shouldBeUnsettledWithoutStatus() {
    // Given
    TenantDatabase database = StoreSample.store("acme").build();

    // Then
    assertThat(
            Settled.isSettled(
                database,
                StoreTerms.of(database, Seeing.CLASS),
                Optional.of("6"),
                Optional.of(SECRET)))
        .isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSpecIsNewerThanStatus() {
    // Given
    TenantDatabase database =
        StoreSample.edit(StoreSample.store("acme").status(status(READY)).build()).build();

    // Then
    assertThat(isSettled(database, Seeing.CLASS, SECRET, "6")).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenNotReady() {
    // Given
    Standing creating =
        Standing.notYet(ConditionType.BranchReady, Reason.Creating, "The branch is init.");

    // Then
    assertThat(isSettled(StoreSample.store("acme"), SECRET, "6", creating)).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenReadyIsUnknown() {
    // Given
    Standing unknown = Standing.unknown(ConditionType.Ready, Reason.InternalError, "Oh.");

    // Then
    assertThat(isSettled(StoreSample.store("acme"), SECRET, "6", unknown)).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenTheClassChangesItsCompute() {
    // Given
    TenantDatabaseClass bigger = tenantClass("standard").compute(1.0, 2.0, null).build();
    TenantDatabase database = StoreSample.store("acme").status(status(READY)).build();

    // Then
    assertThat(isSettled(database, bigger, SECRET, "6")).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSchemaIsToMove() {
    assertThat(isSettled(StoreSample.store("acme"), SECRET, "7", READY)).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenThereIsNoSuchSchema() {
    assertThat(isSettled(StoreSample.store("acme"), SECRET, null, READY)).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSecretIsGone() {
    assertThat(isSettled(StoreSample.store("acme"), null, "6", READY)).isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSecretIsOfAnotherBranch() {
    assertThat(
            isSettled(
                StoreSample.store("acme"), secret("br-2", Seeing.ROLE, Format.Sealed), "6", READY))
        .isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSecretIsOfAnotherRole() {
    assertThat(
            isSettled(
                StoreSample.store("acme"),
                secret("br-1", "store_app_2", Format.Sealed),
                "6",
                READY))
        .isFalse();
  }

  @Test
  void shouldBeUnsettledWhenSecretHasAnotherFormat() {
    assertThat(
            isSettled(
                StoreSample.store("acme"),
                secret("br-1", Seeing.ROLE, Format.ServiceBinding),
                "6",
                READY))
        .isFalse();
  }

  @Test
  void shouldBeUnsettledWhenASecretOfAnotherNameIsLeft() {
    PublishedSecret secret =
        new PublishedSecret(
            "acme-connection", "br-1", "ep-1", Seeing.ROLE, Format.Sealed, "sealed", false);
    assertThat(isSettled(StoreSample.store("acme"), secret, "6", READY)).isFalse();
  }

  @Test
  void shouldBeSettledWhenSuspendedAsAsked() {
    // Given
    Standing suspended = Standing.notYet(ConditionType.Ready, Reason.Suspended, "On request.");

    // Then
    assertThat(isSettled(StoreSample.store("acme").suspended(true), SECRET, "6", suspended))
        .isTrue();
  }

  @Test
  void shouldBeUnsettledWhenReadyThoughItIsToBeSuspended() {
    assertThat(isSettled(StoreSample.store("acme").suspended(true), SECRET, "6", READY)).isFalse();
  }

  private static boolean isSettled(
      StoreSample sample,
      @Nullable PublishedSecret secret,
      @Nullable String target,
      Standing standing) {
    return isSettled(sample.status(status(standing)).build(), Seeing.CLASS, secret, target);
  }

  private static boolean isSettled(
      TenantDatabase database,
      TenantDatabaseClass tenantClass,
      @Nullable PublishedSecret secret,
      @Nullable String target) {
    return Settled.isSettled(
        database,
        StoreTerms.of(database, tenantClass),
        Optional.ofNullable(target),
        Optional.ofNullable(secret));
  }

  private static PublishedSecret secret(String branchId, String role, Format format) {
    return new PublishedSecret("acme-connection", branchId, "ep-1", role, format, "sealed", true);
  }

  private static TenantDatabaseStatus status(Standing standing) {
    List<Condition> conditions =
        new Conditions(Report.STAGES, new MutableClock()).of(standing, List.of(), 1);
    return new TenantDatabaseStatus(
        1L,
        Phase.Ready,
        "standard",
        "eu-central-1",
        new NeonLocation(
            "p1", null, Seeing.BRANCH_NAME, "br-1", "ep-1", "neondb", Seeing.ROLE, null),
        new SchemaRef("store", "6"),
        new Compute(0.25, 1.0, 300),
        new Binding("acme-connection"),
        null,
        null,
        null,
        conditions);
  }
}
