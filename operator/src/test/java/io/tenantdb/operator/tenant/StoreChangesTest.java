package io.tenantdb.operator.tenant;

import static io.tenantdb.operator.fleet.StoreSample.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.Binding;
import io.tenantdb.api.Compute;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Phase;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.operator.secret.StoreCredentials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a store when its spec, its class or its Secret changes. */
final class StoreChangesTest {
  private static final String OTHERS = "7b6f2c1e-0000-4000-8000-000000000002";
  private static final String THIRDS = "7b6f2c1e-0000-4000-8000-000000000003";

  private final World world = new World();

  @Test
  void shouldSuspendAndResumeWhenAsked() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    String branchId = String.valueOf(world.location("acme").branchId());

    // When
    world.edit("acme", sample -> sample.suspended(true));
    world.run("acme");
    String suspended = world.ready("acme");
    boolean disabled = world.neon.endpointOf(branchId).disabled();
    world.edit("acme", sample -> sample.suspended(false));
    world.run("acme");

    // Then
    assertThat(suspended).isEqualTo("False/Suspended");
    assertThat(disabled).isTrue();
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.neon.endpointOf(branchId).disabled()).isFalse();
  }

  @Test
  void shouldProveCredentialsOfStoreThatIsMadeSuspended() {
    // Given
    world.put(store("acme").suspended(true));

    // When
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Suspended");
    assertThat(world.status("acme").phase()).isEqualTo(Phase.Suspended);
    assertThat(world.databases.proofs()).isEqualTo(1);
  }

  @Test
  void shouldMigrateSuspendedStoreAndSuspendItAgainWhenPinIsRaised() {
    // Given
    world.put(store("acme").suspended(true));
    world.run("acme");
    world.schemas.release(7);

    // When
    world.edit("acme", sample -> sample.schema(null, "7"));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/Suspended");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "7"));
  }

  @Test
  void shouldPublishTheNewHostWhenTheEndpointWasMadeAgain() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    String branchId = String.valueOf(world.location("acme").branchId());
    world.neon.removeEndpointOf(branchId);

    // When
    world.restart();
    world.edit("acme", sample -> sample.compute(1.0, 2.0, 300));
    world.run("acme");

    // Then
    Endpoint endpoint = world.neon.endpointOf(branchId);
    StoreCredentials published = world.secrets.credentials("acme-connection");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(published.endpointId()).isEqualTo(endpoint.id());
    assertThat(published.direct().reveal()).contains(endpoint.host());
    assertThat(world.location("acme").endpointId()).isEqualTo(endpoint.id());
  }

  @Test
  void shouldSayThatStoreCannotChangeToAnotherSchema() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.schema("blog", null));
    world.pass("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("False/SchemaUnknown");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }

  @Test
  void shouldApplyComputeWhenItIsChanged() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.compute(0.5, 2.0, 600));
    world.run("acme");

    // Then
    String branchId = String.valueOf(world.location("acme").branchId());
    assertThat(world.neon.endpointOf(branchId).minCu()).isEqualTo(0.5);
    assertThat(world.neon.endpointOf(branchId).maxCu()).isEqualTo(2);
    assertThat(world.neon.endpointOf(branchId).suspendTimeoutSeconds()).isEqualTo(600);
    assertThat(world.status("acme").compute()).isEqualTo(new Compute(0.5, 2.0, 600));
  }

  @Test
  void shouldApplyComputeWhenTheClassChangesIt() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.editClass(sample -> sample.compute(1.0, 4.0, null));
    world.run("acme");

    // Then
    String branchId = String.valueOf(world.location("acme").branchId());
    assertThat(world.neon.endpointOf(branchId).maxCu()).isEqualTo(4);
  }

  @Test
  void shouldConcernOnlyStoresThatAChangeOfTheClassLeavesOtherThanTheyAreToBe() {
    // Given
    world.put(store("own").uid("uid-own").organization(OTHERS).compute(0.5, 2.0, 600));
    world.put(store("acme"));
    world.put(store("late").uid("uid-late").organization(THIRDS));
    world.run("own");
    world.run("acme");

    // When
    world.editClass(sample -> sample.region("eu-central-1"));
    List<String> byNothing = world.concernedByTheClass();
    world.editClass(sample -> sample.compute(1.0, 4.0, null));
    List<String> byCompute = world.concernedByTheClass();

    // Then
    assertThat(byNothing).containsExactly("late");
    assertThat(byCompute).containsExactlyInAnyOrder("acme", "late");
  }

  @Test
  void shouldConcernAStoreThatIsToBeDeletedHoweverWellItIs() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.deletedAt(world.clock.instant()));

    // Then
    assertThat(world.concernedByTheClass()).containsExactly("acme");
  }

  @Test
  void shouldRecreateSecretWithTheSamePasswordWhenItIsDeletedByHand() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    StoreCredentials before = world.secrets.credentials("acme-connection");

    // When
    world.secrets.delete("acme-connection");
    world.run("acme");

    // Then
    assertThat(world.secrets.credentials("acme-connection").direct()).isEqualTo(before.direct());
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldPublishUnderTheOtherNameWhenSecretNameIsTaken() {
    // Given
    world.secrets.addForeign("acme-connection");
    world.put(store("acme"));
    for (int i = 0; i < 8; i++) {
      world.pass("acme");
      world.passTime();
    }
    String taken = world.ready("acme");

    // When
    world.edit("acme", sample -> sample.secret("acme-db", Format.Sealed));
    world.run("acme");

    // Then
    assertThat(taken).isEqualTo("False/SecretNameTaken");
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").binding()).isEqualTo(new Binding("acme-db"));
    assertThat(world.neon.calls().count("resetPassword")).isEqualTo(1);
  }

  @Test
  void shouldKeepSchemaVersionWhenOperatorBringsNewerOneAndNothingIsPinned() {
    // Given
    world.put(store("acme"));
    world.run("acme");
    world.schemas.release(7);

    // When
    world.restart();
    world.run("acme");

    // Then
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }

  @Test
  void shouldStayAtItsVersionWhenAnOlderOneIsPinned() {
    // Given
    world.put(store("acme"));
    world.run("acme");

    // When
    world.edit("acme", sample -> sample.schema(null, "5"));
    world.run("acme");

    // Then
    assertThat(world.ready("acme")).isEqualTo("True/AsDesired");
    assertThat(world.status("acme").schema()).isEqualTo(new SchemaRef("store", "6"));
  }
}
