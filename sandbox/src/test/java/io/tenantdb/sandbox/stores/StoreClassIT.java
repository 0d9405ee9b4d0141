package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.Reason;
import io.tenantdb.neon.NeonException;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong with a class is said on its stores, and mended there by mending the class. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreClassIT {
  private StoreWorld world;

  @BeforeAll
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldWaitForAClassThatIsMissingAndGoOnWhenItIsMade() {
    // Given
    Classes later = world.classes("later");
    create("early", later);
    String message = world.stores().awaitCondition("early", "False", Reason.ClassMissing);
    assertThat(message).contains(later.name());

    // When
    later.apply();

    // Then
    world.stores().awaitReady("early");
  }

  @Test
  void shouldWaitForRoomAndGoOnWhenThereIsSome() {
    // Given
    Classes full = world.classes("full").apply(ClassTerms.usual().withRoomFor(0)).awaitReady();
    create("waiting", full);
    String message = world.stores().awaitCondition("waiting", "False", Reason.NoRoom);
    assertThat(message).contains(full.name(), StoreWorld.PROJECT, "maxTenants");

    // When
    full.apply(ClassTerms.usual().withRoomFor(100));

    // Then
    world.stores().awaitReady("waiting");
  }

  @Test
  void shouldSayWhichRegionsAreOfferedWhenAStoreAsksForAnother() {
    // Given
    Classes european = world.classes("european").apply().awaitReady();

    // When
    world
        .stores()
        .create(
            "overseas",
            Specs.region("us-east-2")
                .apply(Specs.inClass(european).apply(world.stores().spec("Overseas"))));

    // Then
    String message = world.stores().awaitCondition("overseas", "False", Reason.RegionNotOffered);
    assertThat(message).contains(european.name(), "us-east-2", "eu-central-1");
  }

  @Test
  void shouldGoOnByItselfWhenAWrongApiKeyIsCorrected() {
    // Given
    world.putKey("mistyped", "napi_mistyped");
    Classes keyless = world.classes("keyless").apply(ClassTerms.usual().withKeySecret("mistyped"));
    create("locked-out", keyless);
    assertThat(keyless.awaitCondition("Unknown", Reason.KeyRejected)).contains("key");
    world.stores().awaitCondition("locked-out", "False", Reason.ClassNotReady);

    // When
    world.putKey("mistyped", StoreWorld.API_KEY);

    // Then
    world.stores().awaitReady("locked-out");
    keyless.awaitReady();
  }

  @Test
  void shouldKeepStoresAndWaitWithNewOnesWhileTheApiKeyIsRevoked() throws Exception {
    // Given
    world.putKey("revoked", StoreWorld.API_KEY);
    Classes revoked = world.classes("revoked").apply(ClassTerms.usual().withKeySecret("revoked"));
    create("before", revoked);
    world.stores().awaitReady("before");

    // When
    world.putKey("revoked", "napi_no_longer_valid");

    // Then
    revoked.awaitCondition("Unknown", Reason.KeyRejected);
    create("after", revoked);
    world.stores().awaitCondition("after", "Unknown", Reason.KeyRejected);
    assertThat(world.stores().open("before").query("select 1")).containsExactly("1");
    world.stores().awaitReady("before");

    // When
    world.putKey("revoked", StoreWorld.API_KEY);

    // Then
    world.stores().awaitReady("after");
    revoked.awaitReady();
  }

  @Test
  void shouldGoOnByItselfWhenAMissingKeyringIsThere() {
    // Given
    Classes unsealed =
        world.classes("unsealed").apply(ClassTerms.usual().withKeyringSecret("forgotten"));
    create("unsealed", unsealed);
    assertThat(unsealed.awaitCondition("False", Reason.KeyringMissing))
        .contains("forgotten", world.operatorNamespace());

    // When
    world.putKeyring("forgotten");

    // Then
    world.stores().awaitReady("unsealed");
    unsealed.awaitReady();
  }

  @Test
  void shouldMakeTheTemplateAgainWhenSomebodyDeletedIt() {
    // Given
    Classes robbed =
        world
            .classes("robbed")
            .apply(ClassTerms.usual().withTemplate("stolen-template", false))
            .awaitReady();
    String template = requireNonNull(robbed.templateBranch());
    deleteBranch(template);

    // When
    create("next", robbed);

    // Then
    world.stores().awaitReady("next");
    assertThat(robbed.awaitReady().templateBranch()).isNotEqualTo(template);
  }

  private void create(String store, Classes tenantClass) {
    world.stores().create(store, Specs.inClass(tenantClass).apply(world.stores().spec(store)));
  }

  /** As a person would who tries again until Neon is done with other things. */
  private void deleteBranch(String branch) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .pollInterval(StoreWorld.POLL)
        .ignoreExceptionsInstanceOf(NeonException.class)
        .untilAsserted(
            () -> {
              world.account().deleteBranch(StoreWorld.PROJECT, branch);
              assertThat(world.account().branch(StoreWorld.PROJECT, branch)).isEmpty();
            });
  }
}
