package io.tenantdb.sandbox.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The platform inserts into its organizations, and its stores come to be. */
@ExtendWith(SharedKubernetes.class)
class IntakeIT {
  private StoreWorld world;
  private EmbeddedPostgres registry;

  @BeforeEach
  void aPlatform(KubernetesApiServer cluster) throws Exception {
    registry = EmbeddedPostgres.start();
    world = StoreWorld.on(cluster);
    world.set(
        "TENANTDB_REGISTRY_URL",
        "postgresql://127.0.0.1:%d/postgres".formatted(registry.getPort()));
    world.set("TENANTDB_REGISTRY_USER", "postgres");
    world.set("TENANTDB_REGISTRY_PASSWORD", "unused");
  }

  @AfterEach
  void end() throws Exception {
    world.close();
    registry.close();
  }

  /** An operator whose class takes organizations in; returns when its tables are there. */
  private void startOperator() {
    world.classes().apply(ClassTerms.usual().withIntake(world.namespace()));
    world.startOperator();
    await()
        .atMost(StoreWorld.PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(() -> assertThat(query("select 1 from tenant_intake")).isEmpty());
  }

  private UUID insert(@Nullable String name, @Nullable String subdomain, @Nullable String region)
      throws SQLException {
    UUID id = UUID.randomUUID();
    execute(
        "insert into organizations (id, name, subdomain, region) values (?, ?, ?, ?)",
        id,
        name,
        subdomain,
        region);
    return id;
  }

  private void execute(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = registry.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private List<String> query(String sql, Object... values) throws SQLException {
    try (Connection connection = registry.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }

  private static String nameOf(UUID organization) {
    return "org-" + organization;
  }

  private void awaitStatus(UUID organization, String expected) {
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            "select status || coalesce(' ' || status_message, '') from tenant_databases where organization_id = ?",
                            organization))
                    .singleElement()
                    .asString()
                    .startsWith(expected));
  }

  @Test
  void shouldMakeAStoreForARowAndSayWhenItIsReady() throws Exception {
    // Given
    startOperator();

    // When
    UUID acme = insert("Acme Toys", "acme", "eu-central-1");

    // Then
    awaitStatus(acme, "active");
    var spec = world.stores().get(nameOf(acme)).getSpec();
    assertThat(spec.storeName()).isEqualTo("Acme Toys");
    assertThat(spec.subdomain()).isEqualTo("acme");
    assertThat(spec.className()).isEqualTo(world.className());
    assertThat(query("select subdomain from tenant_databases")).containsExactly("acme");
  }

  @Test
  void shouldSayInTheRegistryWhyARowGetsNoStoreAndMakeItOnceTheRowIsMended() throws Exception {
    // Given
    startOperator();

    // When
    UUID nameless = insert(null, "nameless", null);
    UUID label = insert("Label", "No Label!", null);
    UUID elsewhere = insert("Elsewhere", "elsewhere", "us-east-9");

    // Then
    awaitStatus(nameless, "failed No store: The organization has no name");
    awaitStatus(label, "failed No store: spec.subdomain: ");
    awaitStatus(
        elsewhere,
        "failed No store: No class takes stores in in region us-east-9; there are eu-central-1.");

    // When
    execute("update organizations set name = 'Named' where id = ?", nameless);
    execute("update organizations set subdomain = 'label' where id = ?", label);
    execute("delete from organizations where id = ?", elsewhere);

    // Then
    awaitStatus(nameless, "active");
    awaitStatus(label, "active");
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(query("select organization_id from tenant_databases"))
                    .containsExactlyInAnyOrder(nameless.toString(), label.toString()));
    assertThat(world.stores().find(nameOf(elsewhere))).isEmpty();
  }

  @Test
  void shouldMissNoRowWhileItIsAwayAndMakeNoStoreTwice() throws Exception {
    // Given
    startOperator();
    UUID first = insert("First", "first", null);
    awaitStatus(first, "active");
    world.stopOperator();

    // When
    UUID second = insert("Second", "second", null);
    UUID third = insert("Third", "third", null);
    world.stores().create("by-hand", world.stores().spec(third.toString(), "Third by hand"));
    world.startOperator();

    // Then
    awaitStatus(second, "active");
    awaitStatus(third, "active");
    assertThat(world.stores().find(nameOf(third))).isEmpty();
  }

  @Test
  void shouldHearOfRowsAgainAfterItsSessionsWereCutOff() throws Exception {
    // Given
    startOperator();
    awaitStatus(insert("First", "first", null), "active");

    // When
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenantdb-operator'");
    UUID second = insert("Second", "second", null);

    // Then
    awaitStatus(second, "active");
    awaitStatus(insert("Third", "third", null), "active");
  }

  @Test
  void shouldOnlyReportAnOrganizationThatIsGone() throws Exception {
    // Given
    startOperator();
    UUID acme = insert("Acme Toys", "acme", null);
    awaitStatus(acme, "active");

    // When
    execute("delete from organizations where id = ?", acme);

    // Then
    await()
        .atMost(StoreWorld.PATIENCE)
        .untilAsserted(() -> assertThat(reasons()).contains("OrganizationGone"));
    assertThat(world.stores().get(nameOf(acme)).isMarkedForDeletion()).isFalse();
  }

  private List<String> reasons() {
    return world
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(world.namespace())
        .list()
        .getItems()
        .stream()
        .map(Event::getReason)
        .toList();
  }

  @Test
  void shouldNotMakeADeletedStoreAgainBecauseItsOrganizationIsStillThere() throws Exception {
    // Given
    startOperator();
    UUID acme = insert("Acme Toys", "acme", null);
    awaitStatus(acme, "active");

    // When
    world.stores().delete(nameOf(acme));
    world.stores().awaitGone(nameOf(acme));
    world.stopOperator();
    world.startOperator();
    UUID later = insert("Later", "later", null);
    awaitStatus(later, "active");

    // Then
    assertThat(world.stores().find(nameOf(acme))).isEmpty();

    // When
    execute("delete from organizations where id = ?", acme);
    execute("insert into organizations (id, name) values (?, 'Acme anew')", acme);

    // Then
    awaitStatus(acme, "active");
  }

  @Test
  void shouldStandBackWhileAnotherInstallationTakesOrganizationsIn() throws Exception {
    // Given
    startOperator();
    awaitStatus(insert("First", "first", null), "active");
    world.stopOperator();
    execute("update tenant_intake_owner set installation = 'another'");
    world.startOperator();

    // When
    UUID second = insert("Second", "second", null);
    TimeUnit.SECONDS.sleep(3);

    // Then
    assertThat(world.stores().find(nameOf(second))).isEmpty();

    // When
    execute("delete from tenant_intake_owner");

    // Then
    awaitStatus(second, "active");
  }

  @Test
  void shouldTakeInFromAPlatformsOwnTableThatMayNotBeTouched() throws Exception {
    // Given
    execute("create role platform");
    execute(
        "create table organizations (id uuid primary key, name varchar(80), subdomain varchar(40), plan int)");
    execute("alter table organizations owner to platform");
    execute("create role operator login noinherit");
    execute("grant select, references on organizations to operator");
    execute("grant create, usage on schema public to operator");
    execute("create role service_role nologin");
    world.set("TENANTDB_REGISTRY_USER", "operator");

    // When
    startOperator();
    UUID acme = UUID.randomUUID();
    execute(
        "insert into organizations (id, name, subdomain, plan) values (?, 'Acme Toys', 'acme', 3)",
        acme);

    // Then
    awaitStatus(acme, "active");
    assertThat(
            query(
                "select tgname from pg_trigger where tgrelid = 'organizations'::regclass and not tgisinternal"))
        .isEmpty();

    // When
    execute("alter table organizations enable row level security");
    world.stopOperator();
    world.startOperator();
    TimeUnit.SECONDS.sleep(3);

    // Then
    assertThat(reasons()).doesNotContain("OrganizationGone");
  }
}
