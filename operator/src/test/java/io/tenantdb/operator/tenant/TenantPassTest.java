package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.ClassSample.tenantClass;
import static io.tenantdb.operator.fleet.StoreSample.ORGANIZATION;
import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Isolation;
import io.tenantdb.api.Phase;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.neon.Priority;
import io.tenantdb.operator.registry.RegistryEntry;
import io.tenantdb.operator.registry.RegistryEntry.State;
import io.tenantdb.operator.secret.StoreCredentials;
import io.tenantdb.schema.DatabaseAddress;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of a store under an operator that is never interrupted. */
final class TenantPassTest {
  private static final String BRANCH = "store-" + ORGANIZATION;

  private final World world = new World();

  @Test
  void shouldMakeStoreWithOneBranchAndOnePasswordWhenItIsNew() {
    // Given
    world.put(store("acme"));

    // When
    int passes = world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Ready);
    assertThat(world.neon.calls().changes()).containsExactly("createBranch", "resetPassword");
    assertThat(world.neon.branchesNamed(BRANCH)).hasSize(1);
    assertThat(world.secrets.writes()).isEqualTo(1);
    assertThat(passes).isLessThanOrEqualTo(7);
  }

  @Test
  void shouldTellHowLongANewStoreTookOnlyOnce() {
    // Given
    world.put(store("acme").createdAt(world.clock.instant().minusSeconds(10).toString()));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.suspended(true));
    world.run("acme");
    world.edit("acme", sample -> sample.suspended(false));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.timesToReady)
        .singleElement()
        .satisfies(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofSeconds(10)));
  }

  @Test
  void shouldUseTheWholeRequestBudgetForAStoreThatWasJustAskedFor() {
    // Given
    world.put(store("acme").createdAt(world.clock.instant().toString()));

    // When
    placeAndBegin();

    // Then
    assertThat(world.neon.calls().changes()).containsExactly("createBranch");
    assertThat(world.neon.priorities()).doesNotContain(Priority.BEGINNING);
  }

  @Test
  void shouldBeginAStoreThatWaitedAsOneOfManyThatAreMade() {
    // Given
    world.put(store("acme").createdAt(world.clock.instant().minusSeconds(10).toString()));

    // When
    placeAndBegin();

    // Then
    assertThat(world.neon.calls().changes()).containsExactly("createBranch");
    assertThat(world.neon.priorities()).contains(Priority.BEGINNING);
  }

  @Test
  void shouldNotAskForTheOwnersPasswordWhenTheTemplateHasTheSchema() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");

    // Then
    assertThat(world.neon.calls().count("connectionUri"))
        .as("the application's, before and after its reset")
        .isEqualTo(2);
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }

  @Test
  void shouldHaveTheOwnerMakeTheStoreWhenTheCopyIsNotWhatTheTemplateWas() {
    // Given
    world.put(store("acme"));
    world.pass("acme");
    world.pass("acme");
    world.passTime();
    String host = world.neon.endpointOf(world.neon.branchesNamed(BRANCH).getFirst().id()).host();
    world.neon.databaseAt(host).lose();

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
    assertThat(world.neon.databaseAt(host).organizationId())
        .contains(UUID.fromString(ORGANIZATION));
    assertThat(world.secrets.writes()).isEqualTo(1);
  }

  @Test
  void shouldWriteNamesDownBeforeAnythingIsCreated() {
    // Given
    world.put(store("acme"));

    // When
    world.pass("acme");

    // Then
    assertThat(world.location("acme").projectId()).isEqualTo(World.PROJECT);
    assertThat(world.location("acme").branchName()).isEqualTo(BRANCH);
    assertThat(world.neon.calls().changes()).isEmpty();
  }

  @Test
  void shouldPublishCredentialsThatOpenThisStoreAndAreNotTheTemplates() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");

    // Then
    StoreCredentials credentials = world.secrets.credentials("acme-connection");
    DatabaseAddress direct = DatabaseAddress.parse(credentials.direct().reveal());
    assertThat(world.neon.databaseAt(direct.host()).organizationId())
        .contains(UUID.fromString(ORGANIZATION));
    assertThat(world.neon.isPasswordOf(direct.user(), direct.password(), direct.host())).isTrue();
    assertThat(world.neon.isPasswordOf(direct.user(), direct.password(), world.templateHost()))
        .isFalse();
    assertThat(world.databases.proofs()).isEqualTo(1);
  }

  @Test
  void shouldMakeAnotherPasswordWhenItIsStillTheTemplates() {
    // Given
    world.put(store("acme"));
    world.neon.ignoreNextReset();

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(2);
    assertThat(world.secrets.writes()).isEqualTo(1);
  }

  @Test
  void shouldLeaveNeonThirtySecondsBetweenRequestsForAPassword() {
    // Given
    world.put(store("acme"));
    world.neon.ignoreNextReset();
    for (int i = 0; i < 10 && world.neon.calls().count("resetPassword") == 0; i++) {
      world.pass("acme");
      world.passTime();
    }

    // When
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/PasswordNotOwn");
    assertThat(world.neon.calls().count("resetPassword")).isOne();

    // When
    world.clock.advance(Duration.ofSeconds(10));
    world.pass("acme");

    // Then
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(2);
  }

  @Test
  void shouldSealWhatIsInTheSecretForThisStoreOnly() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");

    // Then
    StoreCredentials credentials = world.secrets.credentials("acme-connection");
    assertThat(world.sealer().open(credentials.sealed(), UUID.fromString(ORGANIZATION)))
        .isEqualTo(credentials.pooled().reveal());
  }

  @Test
  void shouldNotCallNeonWhenStoreIsSettled() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.neon.calls().forget();

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(result.recheck()).isEmpty();
  }

  @Test
  void shouldNotCallNeonForSettledStoreAfterRestart() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.restart();
    world.neon.calls().forget();

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(world.neon.calls().count()).isZero();
    assertThat(result.recheck()).isEmpty();
  }

  @Test
  void shouldNotChangeStatusWhenNothingChanged() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    var before = world.status("acme");
    world.clock.advance(Duration.ofHours(1));

    // When
    PassResult result = world.pass("acme");

    // Then
    assertThat(result.status()).isEqualTo(before);
  }

  @Test
  void shouldRegisterStoreFromTheFirstPassToTheLast() {
    // Given
    world.put(store("acme"));

    // When
    world.pass("acme");
    RegistryEntry first = world.registry.entry(ORGANIZATION);
    world.passTime();
    world.run("acme");

    // Then
    RegistryEntry last = world.registry.entry(ORGANIZATION);
    assertThat(first.state()).isEqualTo(State.PROVISIONING);
    assertThat(first.message()).isNotBlank();
    assertThat(last.state()).isEqualTo(State.ACTIVE);
    assertThat(last.message()).isNull();
    assertThat(last.branchId()).isEqualTo(world.location("acme").branchId());
    assertThat(last.sealedConnectionString())
        .isEqualTo(world.secrets.credentials("acme-connection").sealed());
    assertThat(last.migrations()).hasSize(6);
  }

  @Test
  void shouldTellOnceAsEventWhenStoreIsReady() {
    // Given
    world.put(store("acme"));

    // When
    world.run("acme");
    world.pass("acme");

    // Then
    assertThat(world.events.reasons()).containsExactly("Ready");
  }

  @Test
  void shouldMakeOwnProjectWhenTheClassIsolatesByProject() {
    // Given
    world.fleet.put(tenantClass("isolated").isolation(Isolation.Project).build());
    world.put(store("acme").ofClass("isolated"));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().changes()).containsExactly("createProject");
    assertThat(world.neon.everyProject()).filteredOn(p -> p.name().equals(BRANCH)).hasSize(1);
  }

  @Test
  void shouldWriteTheStatusThreeTimesUntilReady() {
    // Given
    world.put(store("acme"));

    // When
    long writes = world.runCountingStatusWrites("acme");

    // Then: where it goes, that its password is made, and that it is ready
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(writes).isEqualTo(3);
  }

  @Test
  void shouldAskForNoPasswordWhenTemplateIsProtected() {
    // Given
    world.protectTemplate();
    world.put(store("acme"));

    // When
    long writes = world.runCountingStatusWrites("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.calls().changes()).containsExactly("createBranch");
    assertThat(writes).isEqualTo(2);
  }

  private void placeAndBegin() {
    world.pass("acme");
    world.pass("acme");
  }
}
