package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Secret that an application reads, and what others do to it. */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionSecretIT {
  private static final String SEALED = "connection-string.jwe";

  private StoreWorld world;

  @BeforeAll
  void aPlatformWithAClass(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes().apply();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldBringBackASecretThatSomebodyDeletedWithTheSameCredentials() throws Exception {
    // Given
    world.stores().create("lost", spec("Lost"));
    world.stores().awaitReady("lost");
    Secret before = world.stores().secret("lost-connection");
    StoreClient application = world.stores().open("lost");
    long passwordsMade = world.calls().count("POST", "/reset_password");

    // When
    world.client().resource(before).delete();

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.stores().findSecret("lost-connection"))
                    .hasValueSatisfying(
                        secret ->
                            assertThat(secret.getMetadata().getUid())
                                .isNotEqualTo(before.getMetadata().getUid())));
    assertThat(world.stores().open("lost").uri()).isEqualTo(application.uri());
    assertThat(application.query("select count(*) from products")).containsExactly("0");
    assertThat(world.calls().count("POST", "/reset_password")).isEqualTo(passwordsMade);
  }

  @Test
  void shouldKeepWhatOthersPutOnTheSecretWhenItWritesItAnew() {
    // Given
    world.stores().create("shared", spec("Shared"));
    world.stores().awaitReady("shared");
    world
        .client()
        .resource(world.stores().secret("shared-connection"))
        .edit(
            secret ->
                new SecretBuilder(secret)
                    .addToData("ca.crt", "b3VycyE=")
                    .editMetadata()
                    .addToLabels("team", "shop")
                    .addToAnnotations("reloader", "on")
                    .endMetadata()
                    .build());

    // When
    world
        .client()
        .resource(world.stores().secret("shared-connection"))
        .edit(
            secret -> {
              secret.getData().remove(SEALED);
              return secret;
            });

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.stores().secret("shared-connection").getData())
                    .containsKey(SEALED));
    Secret after = world.stores().secret("shared-connection");
    assertThat(after.getData()).containsEntry("ca.crt", "b3VycyE=");
    assertThat(after.getMetadata().getLabels()).containsEntry("team", "shop");
    assertThat(after.getMetadata().getAnnotations()).containsEntry("reloader", "on");
  }

  @Test
  void shouldOfferTheKeysOfAServiceBindingOnRequestAndTakeThemBack() throws Exception {
    // Given
    world
        .stores()
        .create("bound", Specs.secret(null, Format.ServiceBinding).apply(spec("Bound & Söhne")));
    world.stores().awaitReady("bound");

    // When // Then
    Secret plain = world.stores().secret("bound-connection");
    assertThat(plain.getData())
        .containsOnlyKeys(
            SEALED,
            "type",
            "provider",
            "host",
            "port",
            "database",
            "username",
            "password",
            "uri",
            "jdbc-uri",
            "direct-uri",
            "direct-jdbc-uri");
    assertThat(Stores.value(plain, "type")).isEqualTo("postgresql");
    assertThat(Stores.value(plain, "provider")).isEqualTo("neon");
    assertThat(Stores.value(plain, "username")).isEqualTo("store_app_1");
    assertOpensAsAShop(plain, "uri");
    assertOpensAsAShop(plain, "direct-uri");
    assertThat(Stores.value(plain, "uri")).isNotEqualTo(Stores.value(plain, "direct-uri"));
    assertThat(currentUser(Stores.value(plain, "jdbc-uri"))).isEqualTo("store_app_1");
    assertThat(currentUser(Stores.value(plain, "direct-jdbc-uri"))).isEqualTo("store_app_1");
    assertThat(world.stores().open("bound").uri()).isEqualTo(Stores.value(plain, "uri"));

    // When // Then
    world
        .client()
        .resource(plain)
        .edit(secret -> new SecretBuilder(secret).addToData("ca.crt", "b3VycyE=").build());
    world.stores().edit("bound", Specs.secret(null, Format.Sealed));
    world.stores().awaitReady("bound");
    assertThat(world.stores().secret("bound-connection").getData())
        .containsOnlyKeys(SEALED, "ca.crt");

    // When // Then
    world.stores().edit("bound", Specs.secret(null, Format.ServiceBinding));
    world.stores().awaitReady("bound");
    Secret again = world.stores().secret("bound-connection");
    assertThat(Stores.value(again, "uri")).isEqualTo(Stores.value(plain, "uri"));
    assertThat(again.getData()).containsEntry("ca.crt", "b3VycyE=");
  }

  @Test
  void shouldLeaveSomebodyElsesSecretAloneAndTakeAnotherNameWhenTold() {
    // Given
    Secret foreign =
        world
            .client()
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName("taken-connection")
                    .withNamespace(world.namespace())
                    .endMetadata()
                    .withData(Map.of(SEALED, "dGhlaXJz"))
                    .build())
            .create();

    // When
    world.stores().create("taken", spec("Taken"));

    // Then
    String message = world.stores().awaitCondition("taken", "False", Reason.SecretNameTaken);
    assertThat(message)
        .contains(world.namespace() + "/taken-connection", "spec.connectionSecret.name");
    assertThat(world.stores().secret("taken-connection")).isEqualTo(foreign);

    // When // Then
    world.stores().edit("taken", Specs.secret("taken-database", Format.Sealed));
    world.stores().awaitReady("taken");
    assertThat(world.stores().secret("taken-database").getData()).containsOnlyKeys(SEALED);
    assertThat(world.stores().secret("taken-connection")).isEqualTo(foreign);
  }

  @Test
  void shouldRemoveASecretOfAnotherNameThatTheStoreIsLeftWith() {
    // Given
    world.stores().create("twofold", spec("Twofold"));
    world.stores().awaitReady("twofold");
    Secret left =
        new SecretBuilder(world.stores().secret("twofold-connection"))
            .editMetadata()
            .withName("twofold-before")
            .withResourceVersion(null)
            .withUid(null)
            .endMetadata()
            .build();

    // When
    world.client().resource(left).create();

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .until(() -> world.stores().findSecret("twofold-before").isEmpty());
    assertThat(world.stores().findSecret("twofold-connection")).isPresent();
    world.stores().awaitReady("twofold");
  }

  @Test
  void shouldMoveTheCredentialsToAnotherSecretWhenItIsRenamed() {
    // Given
    world.stores().create("moved", spec("Moved"));
    world.stores().awaitReady("moved");
    String uri = world.stores().open("moved").uri();

    // When
    world.stores().edit("moved", Specs.secret("moved-elsewhere", Format.Sealed));

    // Then
    world.stores().awaitReady("moved");
    assertThat(world.stores().open("moved").uri()).isEqualTo(uri);
    assertThat(requireNonNull(world.stores().get("moved").getStatus().binding()).name())
        .isEqualTo("moved-elsewhere");
    assertThat(world.stores().findSecret("moved-connection")).isEmpty();
  }

  private static void assertOpensAsAShop(Secret secret, String key) throws SQLException {
    assertThat(new StoreClient(Stores.value(secret, key)).query("select current_user"))
        .containsExactly("store_app_1");
  }

  private static String currentUser(String jdbcUri) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUri);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select current_user")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private TenantDatabaseSpec spec(String storeName) {
    return world.stores().spec(storeName);
  }
}
