package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static io.tenantdb.neonlocal.TestNeon.run;
import static io.tenantdb.neonlocal.TestNeon.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives the end of the process, in order or not. */
final class RestartIT {

  @TempDir private Path folder;

  @Test
  void shouldKeepEverythingAndLeaveNoServerWhenTerminated() throws Exception {
    // Given
    try (ChildProcess first = ChildProcess.start(folder, Map.of("postgres.port", "6432"))) {
      TestNeon neon = TestNeon.at(first.ready());
      neon.settle();
      write(neon, first, "CREATE TABLE kept AS SELECT generate_series(1, 10) AS id");
      JsonNode before = neon.get(project("/branches")).body().path("branches");
      String uri = neon.uri(neon.defaultBranchId(), "neondb_owner");
      assertThat(first.servers()).isNotEmpty();

      // When
      int exit = first.terminate();

      // Then
      assertThat(exit).isEqualTo(143);
      assertThat(first.servers()).isEmpty();
      try (ChildProcess second = ChildProcess.start(folder, Map.of("postgres.port", "6432"))) {
        TestNeon again = TestNeon.at(second.ready());
        assertThat(again.get(project("/branches")).body().path("branches")).isEqualTo(before);
        assertThat(again.uri(again.defaultBranchId(), "neondb_owner")).isEqualTo(uri);
        assertThat(read(again, second, "SELECT count(*) FROM kept")).isEqualTo("10");
      }
    }
  }

  @Test
  void shouldLoseNoCommittedRowAndFinishWhatItBeganWhenKilled() throws Exception {
    // Given
    Map<String, String> slow = Map.of("operations.create_branch", "PT3S");
    try (ChildProcess first = ChildProcess.start(folder, slow)) {
      TestNeon neon = TestNeon.at(first.ready());
      neon.settle();
      write(neon, first, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id");
      JsonNode promised =
          neon.post(
                  project("/branches"),
                  "{'branch':{'name':'half'},'endpoints':[{'type':'read_write'}]}")
              .expect(201)
              .body();

      // When
      first.kill();

      // Then
      await().atMost(Duration.ofSeconds(30)).until(() -> first.servers().isEmpty());
      try (ChildProcess second = ChildProcess.start(folder, Map.of())) {
        TestNeon again = TestNeon.at(second.ready());
        again.settle();
        String id = promised.at("/branch/id").asText();
        JsonNode branch = again.get(project("/branches/" + id)).expect(200).body();
        assertThat(branch.at("/branch/current_state").asText()).isEqualTo("ready");
        assertThat(second.servers()).as("only the promised branch is awake").hasSize(1);
        assertThat(read(again, second, "SELECT count(*) FROM kept")).isEqualTo("1000");
        URI uri = URI.create(again.uri(id, "neondb_owner"));
        try (Connection connection = connect(uri, second)) {
          assertThat(value(connection, "SELECT count(*) FROM kept")).isEqualTo("1000");
        }
      }
    }
  }

  private static void write(TestNeon neon, ChildProcess process, String sql) throws Exception {
    try (Connection connection = connectToDefault(neon, process)) {
      run(connection, sql);
    }
  }

  private static String read(TestNeon neon, ChildProcess process, String sql) throws Exception {
    try (Connection connection = connectToDefault(neon, process)) {
      return value(connection, sql);
    }
  }

  private static Connection connectToDefault(TestNeon neon, ChildProcess process) throws Exception {
    return connect(URI.create(neon.uri(neon.defaultBranchId(), "neondb_owner")), process);
  }

  private static Connection connect(URI uri, ChildProcess process) throws Exception {
    return TestNeon.connect(uri, Map.of("sslrootcert", process.certificateAuthority().toString()));
  }
}
