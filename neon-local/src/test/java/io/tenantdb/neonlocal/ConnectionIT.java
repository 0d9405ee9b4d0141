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
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postgres clients at the addresses of endpoints. */
final class ConnectionIT {

  @TempDir private static Path state;

  @SuppressWarnings("NullAway.Init")
  private static TestNeon neon;

  @SuppressWarnings("NullAway.Init")
  private static String mainId;

  @BeforeAll
  static void start() throws Exception {
    neon = TestNeon.start(state, Map.of());
    mainId = neon.defaultBranchId();
  }

  @AfterAll
  static void stop() throws Exception {
    neon.close();
  }

  @Test
  void shouldConnectWithFullVerificationAndChannelBinding() throws Exception {
    // When
    try (Connection connection = neon.connect(mainId)) {
      // Then
      assertThat(value(connection, "SELECT current_user || ' ' || current_database()"))
          .isEqualTo("neondb_owner neondb");
      assertThat(value(connection, "SHOW server_version")).startsWith("18");
    }
  }

  @Test
  void shouldConnectAtThePoolersAddressWithDirectTls() throws Exception {
    // Given
    URI pooled = URI.create(neon.uri(mainId, "neondb_owner", true));

    // When
    try (Connection connection = neon.connectTo(pooled, Map.of("sslNegotiation", "direct"))) {
      // Then
      assertThat(value(connection, "SELECT 1")).isEqualTo("1");
      assertThat(pooled.getHost())
          .isNotEqualTo(URI.create(neon.uri(mainId, "neondb_owner")).getHost());
    }
  }

  @Test
  void shouldRefuseConnectionsWithoutTls() {
    // Given
    URI uri = URI.create(neon.uri(mainId, "neondb_owner"));

    // Then
    assertThatThrownBy(
            () -> neon.connectTo(uri, Map.of("sslmode", "disable", "channelBinding", "disable")))
        .hasMessageContaining("connection is insecure");
  }

  @Test
  void shouldRefuseWrongPasswordsAndTheSuperuser() {
    // Given
    URI uri = URI.create(neon.uri(mainId, "neondb_owner"));

    // Then
    assertThatThrownBy(() -> neon.connectTo(uri, Map.of("password", "npg_wrong")))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> neon.connectTo(uri, Map.of("user", "cloud_admin")))
        .hasMessageContaining("cloud_admin");
  }

  @Test
  void shouldKeepPasswordsOutOfTheServersLog() throws Exception {
    // When
    try (Connection connection = neon.connect(mainId)) {
      run(connection, "CREATE ROLE logged LOGIN PASSWORD 'secret-in-sql'");
      assertThatThrownBy(() -> run(connection, "CREATE ROLE logged LOGIN PASSWORD 'secret-in-sql'"))
          .hasMessageContaining("already exists");
    }
    neon.post(project("/branches/" + mainId + "/roles/logged/reset_password"), "").expect(200);
    neon.settle();

    // Then
    assertThat(state.resolve("computes/" + mainId + ".log"))
        .content()
        .contains("already exists")
        .doesNotContain("secret-in-sql", "npg_", "SCRAM-SHA-256$");
  }

  @Test
  void shouldReachOnlyItsOwnBranch() throws Exception {
    // Given
    TestBranch one = neon.branch("one");
    TestBranch two = neon.branch("two");
    try (Connection connection = neon.connect(one.id())) {
      run(connection, "CREATE TABLE only_in_one (id int)");
    }
    neon.post(project("/branches/" + two.id() + "/roles/neondb_owner/reset_password"), "")
        .expect(200);
    neon.settle();
    URI uriOfOne = URI.create(neon.uri(one.id(), "neondb_owner"));
    String passwordOfTwo =
        URI.create(neon.uri(two.id(), "neondb_owner")).getUserInfo().split(":", 2)[1];

    // Then
    try (Connection connection = neon.connect(two.id())) {
      assertThat(value(connection, "SELECT to_regclass('only_in_one')")).isNull();
    }
    assertThatThrownBy(() -> neon.connectTo(uriOfOne, Map.of("password", passwordOfTwo)))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void shouldWakeAnIdleComputeWhenConnectedTo() throws Exception {
    // Given
    TestBranch branch = neon.branch("sleeper");
    neon.suspend(branch.endpointId());
    assertThat(neon.endpointState(branch.endpointId())).isEqualTo("idle");

    // When
    try (Connection connection = neon.connect(branch.id())) {
      // Then
      assertThat(value(connection, "SELECT 1")).isEqualTo("1");
      assertThat(neon.endpointState(branch.endpointId())).isEqualTo("active");
      assertThat(
              neon.get(project("/operations?limit=1")).body().at("/operations/0/action").asText())
          .isEqualTo("start_compute");
    }
  }

  @Test
  void shouldTerminateSessionsWhenSuspendedAndKeepCommittedRows() throws Exception {
    // Given
    TestBranch branch = neon.branch("suspended");
    try (Connection connection = neon.connect(branch.id())) {
      run(connection, "CREATE TABLE kept AS SELECT generate_series(1, 500) AS id");

      // When
      neon.suspend(branch.endpointId());

      // Then
      assertThatThrownBy(() -> run(connection, "SELECT 1"))
          .hasMessageContaining("terminating connection due to administrator command");
    }
    try (Connection connection = neon.connect(branch.id())) {
      assertThat(value(connection, "SELECT count(*) FROM kept")).isEqualTo("500");
    }
  }

  @Test
  void shouldSayThatAnEndpointIsDisabledOrDeleted() throws Exception {
    // Given
    TestBranch branch = neon.branch("closed");
    URI uri = URI.create(neon.uri(branch.id(), "neondb_owner"));
    String endpoint = project("/endpoints/" + branch.endpointId());

    // When
    neon.patch(endpoint, "{'endpoint':{'disabled':true}}").expect(200);
    neon.settle();

    // Then
    assertThatThrownBy(() -> neon.connectTo(uri, Map.of()))
        .hasMessageContaining("The endpoint has been disabled");
    neon.delete(endpoint).expect(200);
    neon.settle();
    assertThatThrownBy(() -> neon.connectTo(uri, Map.of("sslNegotiation", "direct")))
        .hasMessageContaining("The requested endpoint could not be found");
  }

  @Test
  void shouldCancelAQueryOnTheRightServer() throws Exception {
    // Given
    try (Connection connection = neon.connect(mainId);
        Statement statement = connection.createStatement()) {
      CompletableFuture<Boolean> query =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return statement.execute("SELECT pg_sleep(60)");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });

      // When
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                statement.cancel();
                return query.isDone();
              });

      // Then
      assertThatThrownBy(query::join)
          .hasMessageContaining("canceling statement due to user request");
    }
  }
}
