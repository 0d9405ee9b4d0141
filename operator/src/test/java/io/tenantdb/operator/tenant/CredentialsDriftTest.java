package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseStatus;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NeonException;
import io.tenantdb.operator.account.ClassSecretException;
import io.tenantdb.operator.fleet.StoreSample;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do to a store's login role in Neon's console, seen in the list of operations. */
final class CredentialsDriftTest {
  private static final String ROLE = "store_app_1";
  private static final String OTHER = "7b6f2c1e-0000-4000-8000-000000000002";

  private final World world = new World();
  private final String branch;

  CredentialsDriftTest() {
    world.put(store("acme"));
    world.run("acme");
    branch = String.valueOf(world.location("acme").branchId());
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");
    world.events.forget();
    world.neon.calls().forget();
  }

  @Test
  void shouldSayWithinAMinuteThatTheRoleIsGoneAndHowToMakeIt() {
    // Given
    world.neon.removeRole(branch, ROLE);

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/RoleMissing");
    assertThat(world.message("acme")).contains(ROLE, branch, "CREATE ROLE");
    assertThat(world.events.reasons()).contains("RoleMissing");
  }

  @Test
  void shouldPublishNewCredentialsOnceTheRoleIsThereAgain() {
    // Given
    world.neon.removeRole(branch, ROLE);
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");
    world.pass("acme");
    String meanwhile = world.ready("acme");

    // When
    world.neon.resetInConsole(branch, ROLE);
    world.run("acme");

    // Then
    assertThat(meanwhile).isEqualTo("False/RoleMissing");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldPublishThePasswordThatSomebodySetInTheConsole() {
    // Given
    world.neon.resetInConsole(branch, ROLE);

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(isPublishedPasswordRight()).isTrue();
    assertThat(world.events.reasons()).contains("DriftCorrected");
  }

  @Test
  void shouldAskAgainWhenNeonCouldNotTellThePassword() {
    // Given
    world.neon.resetInConsole(branch, ROLE);
    world.neon.calls().fail("connectionUri", new NeonException.Unavailable("503", null));
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");

    // When
    world.neon.calls().heal();
    world.run("acme");

    // Then
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldWriteNothingWhenSomebodyChangedSomethingElse() {
    // Given
    int writes = world.secrets.writes();
    world.neon.resetInConsole(branch, "another_role");

    // When
    world.patrolFor(Duration.ofMinutes(1));
    boolean woken = world.isWoken("acme");
    world.pass("acme");

    // Then
    assertThat(woken).isTrue();
    assertThat(world.neon.calls().count("connectionUri")).isEqualTo(1);
    assertThat(world.secrets.writes()).isEqualTo(writes);
    assertThat(world.events.all()).isEmpty();
  }

  @Test
  void shouldNotDoubtAStoreForTheOperatorsOwnChanges() {
    // Given
    world.edit("acme", sample -> sample.compute(0.5, 1.0, null));
    world.run("acme");
    world.neon.calls().forget();

    // When
    world.patrolFor(Duration.ofMinutes(3));
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("connectionUri")).isZero();
  }

  @Test
  void shouldNotForgetThePasswordWhenTheEndpointHasToBePutRightFirst() {
    // Given
    world.neon.resetInConsole(branch, ROLE);
    world.neon.updateEndpoint(
        World.PROJECT,
        String.valueOf(world.location("acme").endpointId()),
        new EndpointSettings(2, 8, 0, false));
    world.neon.finishOperations();

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldNotAskForStoresOfAnEarlierProcessAndNoticeWhatPeopleDidWhileNobodyRan() {
    // Given
    world.edit("acme", sample -> sample.compute(0.5, 1.0, null));
    world.run("acme");
    world.restart();
    world.neon.calls().forget();
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");
    int asked = world.neon.calls().count("connectionUri");

    // When
    world.clock.advance(Duration.ofMinutes(1));
    world.neon.resetInConsole(branch, ROLE);
    world.clock.advance(Duration.ofMinutes(1));
    world.restart();
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(asked).isZero();
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldNoticeAPasswordThatAnotherLeaderAskedForWhileThisOneWasPublished() {
    // Given
    world.put(store("other").uid("uid-other").organization(OTHER));
    world.run("other");
    String others = String.valueOf(world.location("other").branchId());
    world.clock.advance(Duration.ofMillis(200));
    world.neon.resetInConsole(others, ROLE);
    world.clock.advance(Duration.ofMinutes(1));

    // When
    world.restart();
    world.patrolFor(Duration.ofMinutes(1));
    world.run("other");

    // Then
    assertThat(isPublishedPasswordRight("other-connection", OTHER, others)).isTrue();
  }

  @Test
  void shouldNoticeWhatPeopleDidBeforeItFoundTheStoreWellAgain() {
    // Given
    world.clock.advance(Duration.ofMinutes(1));
    world.edit("acme", sample -> sample.compute(0.5, 1.0, null));
    world.keyTrouble = new ClassSecretException(Reason.KeyMissing, "It is missing.");
    world.pass("acme");
    world.clock.advance(Duration.ofMinutes(1));
    world.neon.resetInConsole(branch, ROLE);
    world.clock.advance(Duration.ofMinutes(1));
    world.restart();
    world.keyTrouble = null;
    world.clock.advance(Duration.ofSeconds(1));

    // When
    world.run("acme");
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldNoticeAPasswordThatSomebodySetWhileTheStatusDidNotHaveTheSecretYet() {
    // Given
    TenantDatabaseStatus status = world.status("acme");
    world.neon.resetInConsole(branch, ROLE);
    world.put(StoreSample.edit(world.store("acme")).status(withoutBinding(status)));
    world.patrolFor(Duration.ofMinutes(1));
    world.put(StoreSample.edit(world.store("acme")).status(status));

    // When
    world.patrolFor(Duration.ofMinutes(1));
    world.run("acme");

    // Then
    assertThat(isPublishedPasswordRight()).isTrue();
  }

  @Test
  void shouldDoubtOnceForEachOperation() {
    // Given
    world.neon.resetInConsole(branch, "another_role");
    world.patrolFor(Duration.ofMinutes(1));
    world.pass("acme");
    world.neon.calls().forget();

    // When
    world.patrolFor(Duration.ofMinutes(3));
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("connectionUri")).isZero();
  }

  @Test
  void shouldAskForNoStoreAtRest() {
    // When
    world.patrolFor(Duration.ofMinutes(10));
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("recentOperations")).isBetween(10, 14);
    assertThat(world.neon.calls().count("connectionUri")).isZero();
  }

  private static TenantDatabaseStatus withoutBinding(TenantDatabaseStatus status) {
    return new TenantDatabaseStatus(
        status.observedGeneration(),
        status.phase(),
        status.className(),
        status.region(),
        status.neon(),
        status.schema(),
        status.compute(),
        null,
        status.sizeBytes(),
        status.lastActiveTime(),
        status.intents(),
        status.conditions());
  }

  private boolean isPublishedPasswordRight() {
    return isPublishedPasswordRight("acme-connection", ORGANIZATION, branch);
  }

  private boolean isPublishedPasswordRight(String secret, String organization, String branchId) {
    String opened =
        world
            .sealer()
            .open(world.secrets.credentials(secret).sealed(), UUID.fromString(organization));
    return opened.equals(
        world.neon.connectionUri(World.PROJECT, branchId, "neondb", ROLE, true).reveal());
  }
}
