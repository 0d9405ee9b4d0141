package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static io.tenantdb.neonlocal.TestNeon.run;
import static io.tenantdb.neonlocal.TestNeon.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Branches without data of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HollowIT {

  private static final String BRANCH = "SELECT current_setting('neon_local.branch_id')";

  private TestNeon neon;

  @BeforeAll
  void start(@TempDir Path state) throws Exception {
    neon =
        TestNeon.start(
            state,
            Map.of(
                "postgres.addresses", "127.71", "compute.mode", "hollow", "limits.maxAwake", "0"));
  }

  @AfterAll
  void stop() throws IOException {
    neon.close();
  }

  @Test
  void shouldTellTheSessionWhichBranchItIsIn() throws SQLException {
    // Given
    TestBranch one = neon.branch("one");
    TestBranch other = neon.branch("other");

    // Then
    try (Connection connection = neon.connect(one.id())) {
      assertThat(value(connection, BRANCH)).isEqualTo(one.id());
      assertThat(value(connection, "SELECT session_user")).isEqualTo("neondb_owner");
    }
    try (Connection connection = neon.connect(other.id())) {
      assertThat(value(connection, BRANCH)).isEqualTo(other.id());
    }
    assertThat(neon.endpointState(one.endpointId())).isEqualTo("active");
  }

  @Test
  void shouldGiveBranchesOfAProtectedParentTheirOwnPasswords() throws SQLException {
    // Given
    TestBranch template = neon.branch("template");
    neon.patch(project("/branches/" + template.id()), "{'branch':{'protected':true}}").expect(200);
    TestBranch child = neon.branch("child", template.id());
    URI address = URI.create(neon.uri(child.id(), "neondb_owner"));
    String ofTemplate = URI.create(neon.uri(template.id(), "neondb_owner")).getUserInfo();

    // Then
    assertThat(address.getUserInfo()).isNotEqualTo(ofTemplate);
    neon.connectTo(address, Map.of()).close();
    neon.connectTo(address, Map.of("channelBinding", "disable")).close();
    assertThatThrownBy(
            () ->
                neon.connectTo(
                    URI.create(address.toString().replace(address.getUserInfo(), ofTemplate)),
                    Map.of()))
        .hasMessageContaining("password authentication failed for user \"neondb_owner\"");
  }

  @Test
  void shouldKeepPasswordsPerBranchWhenTheyAreReset() throws SQLException {
    // Given
    TestBranch one = neon.branch("reset-one");
    TestBranch other = neon.branch("reset-other");
    URI before = URI.create(neon.uri(one.id(), "neondb_owner"));

    // When
    neon.post(project("/branches/" + one.id() + "/roles/neondb_owner/reset_password"), "")
        .expect(200);
    neon.settle();

    // Then
    assertThatThrownBy(() -> neon.connectTo(before, Map.of()))
        .hasMessageContaining("password authentication failed");
    neon.connect(one.id()).close();
    neon.connect(other.id()).close();
  }

  @Test
  void shouldKnowRolesMadeWithSqlInEveryBranch() throws SQLException {
    // Given
    TestBranch parent = neon.branch("with-roles");
    try (Connection connection = neon.connect(parent.id())) {
      run(connection, "CREATE ROLE shop LOGIN PASSWORD 'made-with-sql'");
    }

    // When
    TestBranch child = neon.branch("of-with-roles", parent.id());

    // Then
    assertThat(
            neon.get(project("/branches/" + child.id() + "/roles")).body().findValuesAsText("name"))
        .contains("shop", "neondb_owner");
    URI address = URI.create(neon.uri(child.id(), "neondb_owner"));
    neon.connectTo(
            URI.create(address.toString().replace(address.getUserInfo(), "shop:made-with-sql")),
            Map.of())
        .close();
  }

  @Test
  void shouldCancelAStatement() throws Exception {
    // Given
    TestBranch branch = neon.branch("cancel");
    try (Connection connection = neon.connect(branch.id());
        Statement statement = connection.createStatement()) {
      CompletableFuture<Void> cancelled =
          CompletableFuture.runAsync(
              () -> {
                try {
                  statement.cancel();
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              },
              CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

      // Then
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
          .hasMessageContaining("canceling statement");
      cancelled.join();
    }
  }

  @Test
  void shouldServeManySessionsAtOnce() throws Exception {
    // Given
    List<TestBranch> branches =
        IntStream.range(0, 3).mapToObj(i -> neon.branch("many-" + i)).toList();

    // When
    List<Future<String>> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        TestBranch branch = branches.get(i % branches.size());
        told.add(
            threads.submit(
                () -> {
                  try (Connection connection = neon.connect(branch.id())) {
                    return value(connection, BRANCH);
                  }
                }));
      }
    }

    // Then
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).get()).isEqualTo(branches.get(i % branches.size()).id());
    }
  }

  @Test
  void shouldPassLargeResultsOn() throws SQLException {
    // Given
    TestBranch branch = neon.branch("large");

    // Then
    try (Connection connection = neon.connect(branch.id())) {
      assertThat(value(connection, "SELECT repeat('x', 5000000)")).hasSize(5_000_000);
    }
  }

  @Test
  void shouldRefuseADisabledEndpoint() {
    // Given
    TestBranch branch = neon.branch("disabled");
    URI address = URI.create(neon.uri(branch.id(), "neondb_owner"));

    // When
    neon.patch(project("/endpoints/" + branch.endpointId()), "{'endpoint':{'disabled':true}}")
        .expect(200);
    neon.settle();

    // Then
    assertThatThrownBy(() -> neon.connectTo(address, Map.of())).hasMessageContaining("disabled");
  }
}
