package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Role;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator shows of itself: pages and log lines. Neither holds a secret. */
@ExtendWith(SharedKubernetes.class)
class OperatorSeenIT {
  private static final Pattern KEY_OF_THE_KEYRING = Pattern.compile("\"k\"\\s*:\\s*\"([^\"]+)\"");

  private StoreWorld world;

  @BeforeEach
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void shouldServeItsHealthAndMetrics() throws Exception {
    // Given
    world.startOperator();
    world.classes().apply().awaitReady();

    // When // Then
    assertThat(world.page("/livez").statusCode()).isEqualTo(200);
    assertThat(world.page("/readyz").statusCode()).isEqualTo(200);
    assertThat(world.page("/metrics").statusCode()).isEqualTo(200);
    assertThat(world.page("/metrics").body())
        .contains("tenantdb_neon_calls", "tenantdb_neon_lane_waiting", "reconciliations_")
        .doesNotContain(StoreWorld.API_KEY);
    assertThat(world.page("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldWriteNoSecretIntoItsLogConditionsOrEvents() throws Exception {
    // Given
    List<String> secrets = new ArrayList<>();
    secrets.add(StoreWorld.API_KEY);
    secrets.add("napi_mistyped");
    secrets.addAll(keysOf(world.keyring().toJwks()));
    try (LogCapture log = LogCapture.open()) {
      // When
      world.putKey("key", "napi_mistyped");
      Classes tenantClass = world.classes().apply(ClassTerms.usual().withKeySecret("key"));
      world.startOperator();
      tenantClass.awaitCondition("Unknown", Reason.KeyRejected);
      world.putKey("key", StoreWorld.API_KEY);
      world
          .stores()
          .create(
              "quiet",
              Specs.policy(DeletionPolicy.Delete)
                  .andThen(Specs.secret(null, Format.ServiceBinding))
                  .apply(world.stores().spec("Quiet")));
      world.stores().awaitReady("quiet");
      secrets.addAll(passwords("quiet"));
      secrets.add(world.stores().open("quiet").uri());
      world.stores().edit("quiet", Specs.suspended(true));
      world.stores().awaitCondition("quiet", "False", Reason.Suspended);
      String seen = world.cluster().kubectl().run("get", "tdb,tdbc,events", "-A", "-o", "yaml");
      String metrics = world.page("/metrics").body();
      world.stores().delete("quiet");
      world.stores().awaitGone("quiet");
      world.stopOperator();

      // Then
      assertThat(secrets).hasSizeGreaterThan(5);
      assertThat(log.lines()).anyMatch(line -> line.contains("operator started"));
      for (String secret : secrets) {
        assertThat(log.lines()).noneMatch(line -> line.contains(secret));
        assertThat(seen.contains(secret)).isFalse();
        assertThat(metrics.contains(secret)).isFalse();
      }
    }
  }

  private static List<String> keysOf(String jwks) {
    return KEY_OF_THE_KEYRING.matcher(jwks).results().map(key -> key.group(1)).toList();
  }

  /** Of all roles of the store and of the template it is a copy of. */
  private List<String> passwords(String store) {
    NeonApi account = world.account();
    NeonLocation place = world.stores().location(store);
    return Stream.of(place.branchId(), world.classes().templateBranch())
        .flatMap(
            branch ->
                account.roles(StoreWorld.PROJECT, branch).stream()
                    .map(Role::name)
                    .flatMap(role -> account.password(StoreWorld.PROJECT, branch, role).stream()))
        .map(password -> password.reveal())
        .toList();
  }
}
