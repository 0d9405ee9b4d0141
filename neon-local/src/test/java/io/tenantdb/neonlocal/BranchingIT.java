package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static io.tenantdb.neonlocal.TestNeon.run;
import static io.tenantdb.neonlocal.TestNeon.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child branch has of its parent. */
final class BranchingIT {

  @TempDir private static Path state;

  @SuppressWarnings("NullAway.Init")
  private static TestNeon neon;

  @BeforeAll
  static void start() throws Exception {
    neon = TestNeon.start(state, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    neon.close();
  }

  @Test
  void shouldHoldExactlyTheCommittedRowsWhenTheParentIsWrittenTo() throws Exception {
    // Given
    TestBranch parent = neon.branch("busy parent");
    try (Connection open = neon.connect(parent.id());
        Writer writer = new Writer(neon.connect(parent.id()))) {
      open.setAutoCommit(false);
      run(open, "INSERT INTO rows VALUES (-1)");
      await().until(() -> writer.committed() > 50);
      int before = writer.committed();

      // When
      TestBranch child = neon.branch("child of busy", parent.id());

      // Then
      int after = writer.committed();
      assertThat(after).as("writes went on").isGreaterThan(before);
      try (Connection connection = neon.connect(child.id())) {
        assertThat(value(connection, "SELECT count(*) FROM rows WHERE id < 0")).isEqualTo("0");
        int rows = Integer.parseInt(value(connection, "SELECT count(*) FROM rows"));
        assertThat(rows).isBetween(before, after);
        assertThat(value(connection, "SELECT max(id) FROM rows"))
            .as("no gap")
            .isEqualTo(String.valueOf(rows));
      }
      open.rollback();
    }
  }

  /** Commits row after row. */
  private static final class Writer implements AutoCloseable {

    private final Connection connection;
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CompletableFuture<Void> writing;

    Writer(Connection connection) throws SQLException {
      this.connection = connection;
      run(connection, "CREATE TABLE rows (id int PRIMARY KEY)");
      this.writing = CompletableFuture.runAsync(this::write);
    }

    private void write() {
      while (!stopped.get()) {
        try {
          run(connection, "INSERT INTO rows VALUES (" + (committed.get() + 1) + ")");
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
        committed.incrementAndGet();
      }
    }

    int committed() {
      return committed.get();
    }

    @Override
    public void close() throws SQLException {
      stopped.set(true);
      writing.join();
      connection.close();
    }
  }

  @Test
  void shouldInheritDataRolesAndPasswordsFromASleepingParentsParent() throws Exception {
    // Given
    TestBranch parent = neon.branch("generation 1");
    try (Connection connection = neon.connect(parent.id())) {
      run(
          connection,
          "CREATE TABLE heirloom AS SELECT 42 AS id",
          "CREATE ROLE shop LOGIN PASSWORD 'plain-secret'",
          "GRANT SELECT ON heirloom TO shop");
    }
    neon.suspend(parent.endpointId());

    // When
    TestBranch child = neon.branch("generation 2", parent.id());
    neon.suspend(child.endpointId());
    TestBranch grandchild = neon.branch("generation 3", child.id());

    // Then
    URI uri = URI.create(neon.uri(grandchild.id(), "neondb_owner"));
    try (Connection connection =
        neon.connectTo(uri, Map.of("user", "shop", "password", "plain-secret"))) {
      assertThat(value(connection, "SELECT id FROM heirloom")).isEqualTo("42");
    }
  }

  @Test
  void shouldGiveNewPasswordsToTheChildOfAProtectedBranch() throws Exception {
    // Given
    TestBranch parent = neon.branch("template");
    try (Connection connection = neon.connect(parent.id())) {
      run(
          connection,
          "CREATE ROLE store_app LOGIN PASSWORD 'known-to-all'",
          "CREATE ROLE store_rights NOLOGIN");
    }
    neon.patch(project("/branches/" + parent.id()), "{'branch':{'protected':true}}").expect(200);

    // When
    TestBranch child = neon.branch("tenant", parent.id());

    // Then
    String ownerOfParent = neon.uri(parent.id(), "neondb_owner").replaceAll("@.*", "");
    assertThat(neon.uri(child.id(), "neondb_owner")).doesNotStartWith(ownerOfParent);
    URI app = URI.create(neon.uri(child.id(), "store_app"));
    assertThatThrownBy(() -> neon.connectTo(app, Map.of("password", "known-to-all")))
        .hasMessageContaining("password authentication failed");
    try (Connection connection = neon.connectTo(app, Map.of())) {
      assertThat(value(connection, "SELECT current_user")).isEqualTo("store_app");
    }
    neon.get(project("/branches/" + child.id() + "/roles/store_rights/reveal_password"))
        .expect(404);
    neon.patch(project("/branches/" + parent.id()), "{'branch':{'protected':false}}").expect(200);
  }

  @Test
  void shouldKnowRolesMadeWithSqlButNotTheirPasswords() throws Exception {
    // Given
    TestBranch branch = neon.branch("sql roles");
    String roles = project("/branches/" + branch.id() + "/roles");
    try (Connection connection = neon.connect(branch.id())) {
      run(connection, "CREATE ROLE by_sql LOGIN PASSWORD 'x-secret'", "CREATE DATABASE by_sql");
    }
    neon.suspend(branch.endpointId());

    // When
    String list = neon.get(roles).expect(200).body().toString();

    // Then
    assertThat(list).contains("by_sql").doesNotContain("neon_superuser", "cloud_admin");
    assertThat(neon.get(project("/branches/" + branch.id() + "/databases")).body().toString())
        .contains("by_sql");
    neon.get(roles + "/by_sql/reveal_password").expect(404);
    neon.post(roles + "/by_sql/reset_password", "").expect(200);
    neon.settle();
    try (Connection connection =
        neon.connectTo(URI.create(neon.uri(branch.id(), "by_sql")), Map.of())) {
      assertThat(value(connection, "SELECT current_user")).isEqualTo("by_sql");
    }
  }

  @Test
  void shouldForgetAPasswordThatWasChangedWithSql() throws Exception {
    // Given
    TestBranch branch = neon.branch("changed password");
    String role = project("/branches/" + branch.id() + "/roles/neondb_owner");
    try (Connection connection = neon.connect(branch.id())) {
      neon.get(role + "/reveal_password").expect(200);

      // When
      run(connection, "ALTER ROLE neondb_owner PASSWORD 'mine-now'");
    }

    // Then
    neon.get(role + "/reveal_password").expect(404);
  }

  @Test
  void shouldGiveApiRolesTheRightsOfNeonAndSqlRolesNone() throws Exception {
    // Given
    TestBranch branch = neon.branch("rights");
    neon.post(project("/branches/" + branch.id() + "/roles"), "{'role':{'name':'by_api'}}")
        .expect(201);
    neon.settle();

    // When
    try (Connection connection = neon.connect(branch.id())) {
      run(connection, "CREATE ROLE by_hand LOGIN");

      // Then
      String rights =
          "SELECT concat(rolcreaterole, rolcreatedb, rolbypassrls, rolreplication, rolsuper,"
              + " pg_has_role(rolname, 'neon_superuser', 'member'))"
              + " FROM pg_roles WHERE rolname = ";
      assertThat(value(connection, rights + "'by_api'")).isEqualTo("ttttft");
      assertThat(value(connection, rights + "'by_hand'")).isEqualTo("ffffff");
    }
  }

  @Test
  void shouldDropSessionsAndKeepTheOldPasswordUntilAResetEnds() throws Exception {
    // Given
    TestBranch branch = neon.branch("reset");
    URI old = URI.create(neon.uri(branch.id(), "neondb_owner"));
    try (Connection session = neon.connectTo(old, Map.of())) {
      // When
      neon.post(project("/branches/" + branch.id() + "/roles/neondb_owner/reset_password"), "")
          .expect(200);
      neon.settle();

      // Then
      assertThatThrownBy(() -> run(session, "SELECT 1"))
          .hasMessageContaining("terminating connection");
    }
    assertThatThrownBy(() -> neon.connectTo(old, Map.of()))
        .hasMessageContaining("password authentication failed");
    neon.connect(branch.id()).close();
  }
}
