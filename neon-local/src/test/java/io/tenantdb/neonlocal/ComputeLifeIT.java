package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.project;
import static io.tenantdb.neonlocal.TestNeon.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When computes sleep by themselves, and how many may be awake. */
final class ComputeLifeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path state;

  @Test
  void shouldSuspendUnusedComputesAndKeepBusyOnesAwake() throws Exception {
    // Given
    try (TestNeon neon = TestNeon.start(state, Map.of("compute.defaultSuspendTimeout", "PT3S"))) {
      TestBranch unused = neon.branch("unused");
      TestBranch busy = neon.branch("busy");
      try (Connection connection = neon.connect(busy.id())) {
        connection.setAutoCommit(false);
        run(connection, "SELECT 1");

        // When
        await()
            .atMost(PATIENCE)
            .until(() -> neon.endpointState(unused.endpointId()).equals("idle"));

        // Then
        assertThat(neon.endpointState(busy.endpointId())).isEqualTo("active");
        connection.rollback();
        await().atMost(PATIENCE).until(() -> neon.endpointState(busy.endpointId()).equals("idle"));
        assertThat(
                neon.get(project("/operations"))
                    .body()
                    .path("operations")
                    .findValuesAsText("action"))
            .contains("suspend_compute");
      }
    }
  }

  @Test
  void shouldLeaveComputesBeyondTheLimitAsleepAndSaySo() throws Exception {
    // Given
    try (TestNeon neon = TestNeon.start(state, Map.of("limits.maxAwake", "1"))) {
      TestBranch first = neon.branch("first");

      // When
      TestBranch second = neon.branch("second");

      // Then
      assertThat(neon.endpointState(second.endpointId())).isEqualTo("idle");
      URI uri = URI.create(neon.uri(second.id(), "neondb_owner"));
      assertThatThrownBy(() -> neon.connectTo(uri, Map.of()))
          .hasMessageContaining("exceeded the limit of concurrently active endpoints");
      neon.post(project("/endpoints/" + second.endpointId() + "/start"), "").expect(422);
      neon.suspend(first.endpointId());
      try (Connection connection = neon.connect(second.id())) {
        run(connection, "SELECT 1");
      }
    }
  }
}
