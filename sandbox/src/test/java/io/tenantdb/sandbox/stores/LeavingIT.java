package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabase;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stores that go in ways that are not the usual one. */
@ExtendWith(SharedKubernetes.class)
class LeavingIT {
  private StoreWorld world;

  @BeforeEach
  void aPlatformWithAClass(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldDeleteAndRetainAsToldWhenTheNamespaceIsDeleted() {
    // Given
    world.classes().apply().awaitReady();
    NeonLocation kept = ready("kept", DeletionPolicy.Retain);
    NeonLocation dropped = ready("dropped", DeletionPolicy.Delete);

    // When
    world.client().namespaces().withName(world.namespace()).delete();

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () ->
                assertThat(world.client().namespaces().withName(world.namespace()).get()).isNull());
    assertThat(branchExists(kept)).isTrue();
    assertThat(branchExists(dropped)).isFalse();
  }

  @Test
  void shouldKeepTheDatabasesOfADeletedNamespaceUntilAPersonLetsThemGo() {
    // Given
    world.classes().apply(ClassTerms.usual().withDeletionGuard(0)).awaitReady();
    NeonLocation dropped = ready("dropped", DeletionPolicy.Delete);

    // When
    world.client().namespaces().withName(world.namespace()).delete();

    // Then
    world.stores().awaitCondition("dropped", "False", Reason.DeletionHeld);
    assertThat(branchExists(dropped)).isTrue();

    // When
    world
        .cluster()
        .kubectl()
        .run(
            "annotate",
            "tdb",
            "dropped",
            "-n",
            world.namespace(),
            "tenantdb.io/confirm-deletion=dropped");

    // Then
    world.stores().awaitGone("dropped");
    assertThat(branchExists(dropped)).isFalse();
  }

  @Test
  void shouldGiveAHeldStoreItsSecretBackThatADeletionInTheForegroundTakes() throws Exception {
    // Given
    world.classes().apply(ClassTerms.usual().withDeletionGuard(0)).awaitReady();
    ready("held", DeletionPolicy.Retain);
    StoreClient application = world.stores().open("held");
    String uid = world.stores().secret("held-connection").getMetadata().getUid();

    // When
    world
        .client()
        .resources(TenantDatabase.class)
        .inNamespace(world.namespace())
        .withName("held")
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();

    // Then
    world.stores().awaitCondition("held", "False", Reason.DeletionHeld);
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .untilAsserted(
            () ->
                assertThat(world.stores().findSecret("held-connection"))
                    .hasValueSatisfying(
                        secret -> assertThat(secret.getMetadata().getUid()).isNotEqualTo(uid)));
    assertThat(application.query("select 1")).containsExactly("1");
    assertThat(world.stores().open("held").uri()).isEqualTo(application.uri());
    world.stores().awaitCondition("held", "False", Reason.DeletionHeld);
  }

  @Test
  void shouldSayWhyAStoreCannotGoAndLetItGoWhenTheApiKeyIsBack() {
    // Given
    world.classes().apply().awaitReady();
    NeonLocation place = ready("stuck", DeletionPolicy.Delete);

    // When
    world.deleteSecret(StoreWorld.KEY_SECRET);
    world.classes().awaitCondition("False", Reason.KeyMissing);
    world.stores().delete("stuck");

    // Then
    String message = world.stores().awaitCondition("stuck", "Unknown", Reason.DeletionBlocked);
    assertThat(message).contains(StoreWorld.KEY_SECRET, "spec.deletionPolicy to Retain");
    assertThat(branchExists(place)).isTrue();

    // When
    world.putKey(StoreWorld.KEY_SECRET, StoreWorld.API_KEY);

    // Then
    world.stores().awaitGone("stuck");
    assertThat(branchExists(place)).isFalse();
  }

  private NeonLocation ready(String name, DeletionPolicy policy) {
    TenantDatabaseSpec spec = world.stores().spec(name);
    world.stores().create(name, Specs.policy(policy).apply(spec));
    world.stores().awaitReady(name);
    return world.stores().location(name);
  }

  private boolean branchExists(NeonLocation place) {
    return world
        .account()
        .branch(requireNonNull(place.projectId()), requireNonNull(place.branchId()))
        .isPresent();
  }
}
