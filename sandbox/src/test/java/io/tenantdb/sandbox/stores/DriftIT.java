package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.api.Compute;
import io.tenantdb.api.DeletionPolicy;
import io.tenantdb.api.NeonLocation;
import io.tenantdb.api.Reason;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.Branch;
import io.tenantdb.neon.Endpoint;
import io.tenantdb.neon.EndpointSettings;
import io.tenantdb.neon.NewBranch;
import io.tenantdb.neonlocal.faults.Fault;
import io.tenantdb.neonlocal.faults.FaultPlan;
import io.tenantdb.neonlocal.faults.Rule;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Others change what the operator made, in Neon's console, the registry and the cluster. The patrol
 * comes every 2 seconds here; usually it needs 45.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoreWorld world;
  private EmbeddedPostgres registry;

  @BeforeAll
  void aPlatformWithARegistry(KubernetesApiServer cluster) throws Exception {
    registry = EmbeddedPostgres.start();
    world = StoreWorld.on(cluster);
    world.set("TENANTDB_PATROL_INTERVAL", "2s");
    world.set(
        "TENANTDB_REGISTRY_URL",
        "postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
    world.set("TENANTDB_REGISTRY_USER", "postgres");
    world.set("TENANTDB_REGISTRY_PASSWORD", "unused");
    world.startOperator();
    world.classes().apply().awaitReady();
  }

  @AfterEach
  void calm() {
    world.neon().faults().follow(FaultPlan.none());
  }

  @AfterAll
  void end() throws Exception {
    world.close();
    registry.close();
  }

  @Test
  void shouldPutTheSettingsOfAnEndpointRightThatSomebodyChanged() throws Exception {
    // Given
    world.stores().create("sized", Specs.compute(new Compute(0.5, 1.0, 600)).apply(spec("Sized")));
    world.stores().awaitReady("sized");
    NeonLocation place = world.stores().location("sized");
    String endpoint = requireNonNull(place.endpointId());
    JsonNode others =
        JSON.readTree("{\"autoscaling_limit_max_cu\": 4, \"suspend_timeout_seconds\": 60}");

    // When
    inConsole(() -> world.neon().console().setEndpoint(StoreWorld.PROJECT, endpoint, others));

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(endpoint(endpoint).settings())
                    .isEqualTo(new EndpointSettings(0.5, 1.0, 600, false)));
    awaitCorrected("sized", "settings of endpoint " + endpoint);
    world.stores().awaitReady("sized");
  }

  @Test
  void shouldGiveABranchItsNameBackThatSomebodyRenamed() {
    // Given
    ready("renamed");
    NeonLocation place = world.stores().location("renamed");
    String branch = requireNonNull(place.branchId());

    // When
    inConsole(
        () -> world.neon().console().renameBranch(StoreWorld.PROJECT, branch, "my-favourite"));

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.account().branch(StoreWorld.PROJECT, branch).map(Branch::name))
                    .contains(requireNonNull(place.branchName())));
    awaitCorrected("renamed", "had been renamed to my-favourite");
  }

  @Test
  void shouldSayThatABranchWasDeletedAndNeverReplaceIt() throws Exception {
    // Given
    TenantDatabaseSpec spec = ready("lost");
    NeonLocation place = world.stores().location("lost");
    long branchesMade = world.calls().count("POST", "/branches");

    // When
    inConsole(
        () ->
            world
                .neon()
                .console()
                .deleteBranch(StoreWorld.PROJECT, requireNonNull(place.branchId())));

    // Then
    assertThat(world.stores().awaitCondition("lost", "False", Reason.BranchMissing))
        .contains(requireNonNull(place.branchId()), "not replaced");

    // When
    world.stopOperator();
    world.stores().loseStatus("lost");
    world.startOperator();
    world.stores().edit("lost", Specs.compute(new Compute(0.5, 1.0, null)));

    // Then
    world.stores().awaitCondition("lost", "False", Reason.BranchMissing);
    assertThat(world.calls().count("POST", "/branches")).isEqualTo(branchesMade);
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(() -> assertThat(row(spec)).startsWith("failed"));
  }

  @Test
  void shouldLeaveABranchAloneThatSomebodyElseMadeInAStoresName() {
    // Given
    TenantDatabaseSpec spec = Specs.policy(DeletionPolicy.Delete).apply(spec("Foreign"));
    Branch foreign =
        until(
            () ->
                world
                    .account()
                    .createBranch(
                        StoreWorld.PROJECT,
                        new NewBranch(
                            "store-" + spec.organizationId(),
                            requireNonNull(world.classes().templateBranch()),
                            null,
                            Map.of("made-by", "somebody")))
                    .branch());

    // When
    world.stores().create("foreign", spec);

    // Then
    assertThat(world.stores().awaitCondition("foreign", "False", Reason.BranchNotOurs))
        .contains(foreign.id());

    // When
    world.stores().delete("foreign");

    // Then
    world.stores().awaitGone("foreign");
    assertThat(world.account().branch(StoreWorld.PROJECT, foreign.id())).isPresent();
  }

  /** Half a list, no list, and a list that is not true. */
  @ParameterizedTest
  @ValueSource(strings = {"cut-off", "refused"})
  void shouldNeitherMakeNorDeleteWhenItCannotLook(String how) throws Exception {
    // Given
    TenantDatabaseSpec spec = ready("kept-" + how);
    NeonLocation place = world.stores().location("kept-" + how);
    world
        .stores()
        .open("kept-" + how)
        .execute("insert into products (name, price) values ('Bell', 4.50)");
    world.stores().delete("kept-" + how);
    world.stores().awaitGone("kept-" + how);
    Fault fault = how.equals("cut-off") ? new Fault.CutOff() : new Fault.ServerError(503, true);
    world
        .neon()
        .faults()
        .follow(
            FaultPlan.of(
                Rule.of("lists", "GET", "/projects/*/branches", fault),
                Rule.of("one", "GET", "/projects/*/branches/*", fault)));
    world.stopOperator(); // It knows the branch; the next process has to look.
    world.startOperator();

    // When
    world.stores().create("again-" + how, Specs.policy(DeletionPolicy.Delete).apply(spec));

    // Then
    world.stores().awaitCondition("again-" + how, "Unknown", Reason.NeonUnreachable);

    // When
    world.neon().faults().follow(FaultPlan.none());

    // Then
    world.stores().awaitReady("again-" + how);
    assertThat(world.stores().location("again-" + how).branchId()).isEqualTo(place.branchId());
    assertThat(world.stores().open("again-" + how).query("select name from products"))
        .containsExactly("Bell");
  }

  @Test
  void shouldWriteASecretAgainThatAnotherFieldManagerTookOver(@TempDir Path folder)
      throws Exception {
    // Given
    ready("edited");
    String uri = world.stores().open("edited").uri();
    String theirs = Base64.getEncoder().encodeToString("theirs".getBytes(StandardCharsets.UTF_8));
    Path manifest =
        Files.writeString(
            folder.resolve("secret.yaml"),
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: edited-connection, namespace: %s}
            data: {connection-string.jwe: %s}
            """
                .formatted(world.namespace(), theirs));

    // When
    world
        .cluster()
        .kubectl()
        .run(
            "apply",
            "--server-side",
            "--force-conflicts",
            "--field-manager=somebody",
            "-f",
            manifest.toString());

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(world.stores().open("edited").uri()).isEqualTo(uri));
    awaitCorrected("edited", "Secret edited-connection was not as it was written");
  }

  @Test
  void shouldWriteRegistryRowsAgainThatSomebodyChangedOrRemoved() throws Exception {
    // Given
    List<TenantDatabaseSpec> specs = List.of(ready("row-changed"), ready("row-removed"));
    for (TenantDatabaseSpec spec : specs) {
      awaitRow(spec, "active");
    }

    try (LogCapture log = LogCapture.open()) {
      // When
      execute(
          "update tenant_databases set neon_branch_id = 'br-theirs', status = 'suspended' where organization_id = '%s'"
              .formatted(specs.get(0).organizationId()));
      execute(
          "delete from tenant_databases where organization_id = '%s'"
              .formatted(specs.get(1).organizationId()));

      // Then
      awaitRow(specs.get(0), "active");
      awaitRow(specs.get(1), "active");
      assertThat(log.lines()).anyMatch(line -> line.contains("changed or removed registry rows"));
    }

    // When
    execute("drop table tenant_databases, tenant_migrations, tenant_connections cascade");

    // Then
    for (TenantDatabaseSpec spec : specs) {
      awaitRow(spec, "active");
    }
  }

  private TenantDatabaseSpec spec(String storeName) {
    return world.stores().spec(storeName);
  }

  private TenantDatabaseSpec ready(String store) {
    world.stores().create(store, spec(store));
    return world.stores().awaitReady(store).getSpec();
  }

  private Endpoint endpoint(String id) {
    return world.account().endpoints(StoreWorld.PROJECT).stream()
        .filter(endpoint -> endpoint.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** A person tries again while Neon is at work in the project. */
  private static void inConsole(Callable<?> deed) {
    until(deed);
  }

  private static <T> T until(Callable<T> deed) {
    return await().atMost(StoreWorld.PATIENCE).ignoreExceptions().until(deed, done -> true);
  }

  private void awaitCorrected(String store, String what) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        world
                            .client()
                            .events()
                            .v1()
                            .events()
                            .inNamespace(world.namespace())
                            .list()
                            .getItems())
                    .filteredOn(event -> event.getRegarding().getName().equals(store))
                    .filteredOn(event -> event.getReason().equals("DriftCorrected"))
                    .extracting(Event::getNote)
                    .anyMatch(note -> note.contains(what)));
  }

  /** Waits until the row says where the store is, and this status. */
  private void awaitRow(TenantDatabaseSpec spec, String status) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(
            () ->
                assertThat(row(spec))
                    .isEqualTo(status + " store-%s".formatted(spec.organizationId())));
  }

  /** Its status, and the name of the branch that its branch id is of. */
  private String row(TenantDatabaseSpec spec) throws SQLException {
    try (Connection connection = registry.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select status, neon_branch_id from tenant_databases where organization_id = '%s'"
                    .formatted(spec.organizationId()))) {
      if (!row.next()) {
        return "no row";
      }
      String branch = String.valueOf(row.getString(2));
      return row.getString(1)
          + " "
          + world.account().branch(StoreWorld.PROJECT, branch).map(Branch::name).orElse(branch);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = registry.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
