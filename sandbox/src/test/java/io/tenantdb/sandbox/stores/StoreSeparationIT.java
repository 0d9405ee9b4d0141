package io.tenantdb.sandbox.stores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.api.NeonLocation;
import io.tenantdb.neon.NeonApi;
import io.tenantdb.neon.Role;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No credentials open a database that is not theirs. Two pairs of stores: copies of a protected
 * template, and copies of one that the plan does not protect.
 */
@ExtendWith(SharedKubernetes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreSeparationIT {
  private static final String DATABASE = "neondb";
  private static final String SHOP = "store_app_1";
  private static final String OWNER = "neondb_owner";
  private static final String WRONG_PASSWORD = "28P01";
  private static final String FORBIDDEN = "42501";

  private StoreWorld world;

  @BeforeAll
  void twoStoresOfEachKindOfClass(KubernetesApiServer cluster) throws Exception {
    world = StoreWorld.on(cluster).startOperator();
    world.classes("protected").apply(ClassTerms.usual().withTemplate("template-1", true));
    world.classes("open").apply(ClassTerms.usual().withTemplate("template-2", false));
    for (String kind : List.of("protected", "open")) {
      for (String store : List.of(kind + "-a", kind + "-b")) {
        world
            .stores()
            .create(store, Specs.inClass(world.classes(kind)).apply(world.stores().spec(store)));
      }
    }
    for (String store : List.of("protected-a", "protected-b", "open-a", "open-b")) {
      world.stores().awaitReady(store);
    }
  }

  @AfterAll
  void end() throws Exception {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protected-a", "open-a"})
  void shouldOpenWithAStoresCredentialsThatStoreAlone(String store) throws Exception {
    // Given
    StoreClient application = world.stores().open(store);
    Map<String, StoreClient> own = new LinkedHashMap<>();
    Map<String, StoreClient> others = new LinkedHashMap<>();
    for (boolean pooled : List.of(true, false)) {
      String where = pooled ? " through the pooler" : " directly";
      own.put(store + where, of(store, SHOP, pooled));
      for (String other : List.of("protected-a", "protected-b", "open-a", "open-b")) {
        if (!other.equals(store)) {
          others.put(other + where, of(other, SHOP, pooled));
        }
      }
      others.put("template" + where, template("protected", OWNER, pooled));
      others.put("open template" + where, template("open", OWNER, pooled));
    }

    // When // Then
    for (Map.Entry<String, StoreClient> entry : own.entrySet()) {
      assertThat(application.at(entry.getValue()).query("select current_user"))
          .as(entry.getKey())
          .containsExactly(SHOP);
    }
    others.forEach(
        (where, other) -> {
          assertThat(other.address().password())
              .as(where)
              .isNotEqualTo(application.address().password());
          assertRefused(where, application.at(other));
        });
  }

  @Test
  void shouldNotOpenACopyOfAProtectedTemplateWithTheTemplatesOwnPasswords() throws Exception {
    // Given
    StoreClient owner = template("protected", OWNER, false);
    assertThat(owner.query("select current_user")).containsExactly(OWNER);

    // When // Then
    assertRefused("store a", owner.at(of("protected-a", SHOP, false)));
    assertRefused("store b", owner.at(of("protected-b", SHOP, true)));
  }

  @Test
  void shouldGiveNoRoleOfOneStoreAPasswordThatAnotherHas() {
    // Given
    NeonApi account = world.account();

    // When
    List<String> passwords = new ArrayList<>();
    for (String store : List.of("protected-a", "protected-b")) {
      Place place = place(store);
      for (Role role : account.roles(place.project(), place.branch())) {
        account
            .password(place.project(), place.branch(), role.name())
            .ifPresent(password -> passwords.add(password.reveal()));
      }
    }

    // Then
    assertThat(passwords).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepAnApplicationFromWhatIsNotTheShops() throws Exception {
    // Given
    StoreClient application = world.stores().open("protected-a");

    // When // Then
    assertThat(application.query("select count(*) from tenantdb.identity")).containsExactly("1");
    for (String statement :
        List.of(
            "select * from tenantdb.schema_history",
            "select * from tenantdb.seed",
            "update tenantdb.identity set store_name = 'another'",
            "delete from tenantdb.identity",
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create role mine",
            "alter role " + OWNER + " password 'mine'",
            "set role " + OWNER,
            "drop table products",
            "copy products to program 'true'")) {
      assertThatThrownBy(() -> application.execute(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(FORBIDDEN));
    }
  }

  private static void assertRefused(String where, StoreClient client) {
    assertThatThrownBy(() -> client.query("select 1"))
        .as(where)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(WRONG_PASSWORD));
  }

  private record Place(String project, String branch) {}

  private Place place(String store) {
    NeonLocation location = world.stores().location(store);
    return new Place(requireNonNull(location.projectId()), requireNonNull(location.branchId()));
  }

  private StoreClient of(String store, String role, boolean pooled) {
    Place place = place(store);
    return StoreClient.with(
        world.account().connectionUri(place.project(), place.branch(), DATABASE, role, pooled));
  }

  private StoreClient template(String tenantClass, String role, boolean pooled) {
    String branch = requireNonNull(world.classes(tenantClass).templateBranch());
    return StoreClient.with(
        world.account().connectionUri(StoreWorld.PROJECT, branch, DATABASE, role, pooled));
  }
}
