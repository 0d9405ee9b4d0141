package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.api.ConnectionSecret.Format;
import io.tenantdb.api.Reason;
import io.tenantdb.api.SchemaRef;
import io.tenantdb.api.TenantDatabaseSpec;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Role;
import io.tenantdb.sandbox.demo.Checkout;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody who owns a store's database, and means the operator ill or the store no good. The
 * stores' servers log every statement with its parameters.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTenantIT {
  private static final String FORBIDDEN = "42501";
  private static final String SUPERUSERS =
      "select rolname from pg_catalog.pg_roles where rolsuper order by 1";

  private StoreWorld world;
  private Classes older;

  @BeforeAll
  void aPlatformWhoseStoresAreNotAtTheNewestSchema(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster);
    logEverything();
    world.startOperator();
    older =
        world
            .classes("older")
            .apply(
                ClassTerms.usual().withTemplate("older-template", false),
                Map.of("schema", Map.of("name", "store", "version", "5")))
            .awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  /** CVE-2026-55769 of another operator. */
  @Test
  void shouldFindNothingByNameThatATenantPlantedForItsSessions() throws Exception {
    // Given
    ready("trapped");
    StoreClient owner = world.stores().owner("trapped");
    List<String> superusers = owner.query(SUPERUSERS);
    Path traps = Checkout.file("tenant-schema", "src/test/resources/io/tenantdb/schema/traps.sql");
    try (Connection tenant = owner.connect();
        Statement statement = tenant.createStatement()) {
      statement.execute(Files.readString(traps));
      assertForbidden(owner, "create event trigger e on ddl_command_end execute function caught()");
      assertForbidden(owner, "alter role neondb_owner superuser");
      assertForbidden(
          owner, "create cast (pg_catalog.name as pg_catalog.uuid) with inout as implicit");

      // When
      world.stores().edit("trapped", Specs.schema(new SchemaRef("store", "6")));
      world.stores().awaitReady("trapped");
      world.stores().deleteSecret("trapped");
      awaitSecret("trapped");
      world.stopOperator();
      world.stores().loseStatus("trapped");
      world.startOperator();
      world.stores().awaitReady("trapped");
    }

    // Then
    assertThat(owner.query("select distinct what || ' by ' || whom from public.caught_things"))
        .isEmpty();
    assertThat(owner.query("select is_called from public.caught_times")).containsExactly("f");
    assertThat(owner.query(SUPERUSERS)).isEqualTo(superusers);

    // When
    world.stores().open("trapped").query("select lower('X')");

    // Then
    assertThat(owner.query("select is_called from public.caught_times")).containsExactly("t");
  }

  /** CVE-2026-55765 of another operator. */
  @Test
  void shouldTellTheServersOfStoresNoPassword() throws Exception {
    // Given
    world
        .stores()
        .create("logged", Specs.secret(null, Format.ServiceBinding).apply(spec("Logged")));
    world.stores().awaitReady("logged");
    List<String> passwords = new ArrayList<>(passwords("logged"));

    // When
    resetPassword("logged");
    world.stores().deleteSecret("logged");
    awaitSecret("logged");
    world.stores().edit("logged", Specs.schema(new SchemaRef("store", "6")));
    world.stores().awaitReady("logged");
    passwords.addAll(passwords("logged"));
    passwords.add(world.stores().open("logged").address().password());

    // Then
    String logs = logs();
    assertThat(logs)
        .contains("application_name", "INSERT INTO tenantdb.identity", "'Logged'", "ALTER ROLE");
    assertThat(passwords).hasSizeGreaterThan(4).doesNotContain("");
    assertThat(passwords).noneMatch(logs::contains);
  }

  @Test
  void shouldSayThatADatabaseWasDroppedAndMakeNoOther() throws Exception {
    // Given
    ready("dropped");
    world.stores().owner("dropped").in("postgres").execute("drop database neondb with (force)");

    long resets = world.calls().count("POST", "/reset_password");

    // When
    world.stores().deleteSecret("dropped");

    // Then
    assertThat(world.stores().awaitCondition("dropped", "False", Reason.DatabaseMissing))
        .contains("neondb", "not replaced");

    // When
    world.stores().edit("dropped", Specs.schema(new SchemaRef("store", "6")));

    // Then
    world.stores().awaitCondition("dropped", "False", Reason.DatabaseMissing);
    assertThat(world.calls().count("POST", "/reset_password")).isEqualTo(resets);
    assertThat(world.stores().findSecret("dropped-connection")).isEmpty();
  }

  @Test
  void shouldNotMakeAStoreOfAnEmptyDatabaseThatReplacedIts() throws Exception {
    // Given
    for (String store : List.of("emptied", "emptied-and-lost")) {
      ready(store);
      StoreClient maintenance = world.stores().owner(store).in("postgres");
      maintenance.execute("drop database neondb with (force)");
      maintenance.execute("create database neondb");
    }

    // When
    world.stores().edit("emptied", Specs.schema(new SchemaRef("store", "6")));
    world.stopOperator();
    world.stores().loseStatus("emptied-and-lost");
    world.startOperator();

    // Then
    for (String store : List.of("emptied", "emptied-and-lost")) {
      assertThat(world.stores().awaitCondition(store, "False", Reason.WrongDatabase))
          .contains("no organization");
    }

    // When
    world.stores().deleteSecret("emptied");
    world.stores().edit("emptied", Specs.suspended(false));

    // Then
    world.stores().awaitCondition("emptied", "False", Reason.WrongDatabase);
    for (String store : List.of("emptied", "emptied-and-lost")) {
      assertThat(
              world
                  .stores()
                  .owner(store)
                  .query("select nspname from pg_namespace where nspname = 'tenantdb'"))
          .isEmpty();
    }
    assertThat(world.stores().findSecret("emptied-connection")).isEmpty();
  }

  private TenantDatabaseSpec spec(String storeName) {
    return Specs.inClass(older).apply(world.stores().spec(storeName));
  }

  private void ready(String store) {
    world.stores().create(store, spec(store));
    world.stores().awaitReady(store);
  }

  private void awaitSecret(String store) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .until(() -> world.stores().findSecret(store + "-connection").isPresent());
  }

  private void resetPassword(String store) {
    String branch = requireNonNull(world.stores().location(store).branchId());
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              world.account().resetPassword(StoreWorld.PROJECT, branch, "store_app_1");
              return true;
            });
  }

  /** Of all roles of the store and of the template it is a copy of. */
  private List<String> passwords(String store) {
    NeonApi account = world.account();
    return Stream.of(
            requireNonNull(world.stores().location(store).branchId()),
            requireNonNull(older.templateBranch()))
        .flatMap(
            branch ->
                account.roles(StoreWorld.PROJECT, branch).stream()
                    .map(Role::name)
                    .flatMap(role -> account.password(StoreWorld.PROJECT, branch, role).stream()))
        .map(password -> password.reveal())
        .toList();
  }

  /** As somebody sets it for all computes of the project. */
  private void logEverything() {
    String settings =
        """
        {"project": {"default_endpoint_settings": {"pg_settings": {"log_statement": "all",
          "log_min_error_statement": "debug5", "log_min_duration_statement": "0", "log_connections": "on"}}}}""";
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(world.neon().baseUrl() + "/projects/" + StoreWorld.PROJECT))
              .header("Authorization", "Bearer " + StoreWorld.API_KEY)
              .header("Content-Type", "application/json")
              .method("PATCH", BodyPublishers.ofString(settings))
              .build();
      await()
          .atMost(StoreWorld.PATIENCE)
          .until(() -> http.send(request, BodyHandlers.ofString()).statusCode() == 200);
    }
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(world.neonFolder())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static void assertForbidden(StoreClient client, String statement) {
    assertThatThrownBy(() -> client.execute(statement))
        .as(statement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(FORBIDDEN));
  }
}
