package io.tenantdb.neonlocal;

import static io.tenantdb.neonlocal.TestNeon.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neonlocal.TestNeon.TestBranch;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints as names on one address, told apart by the TLS server name. */
final class NamesIT {

  @TempDir private Path state;

  @Test
  void shouldTellEndpointsApartByTheServerNameAndRefuseClientsWithoutOne() throws Exception {
    // Given
    try (TestNeon neon =
        TestNeon.start(
            state, Map.of("postgres.hosts", "names", "postgres.listenAddress", "127.90.0.1"))) {
      TestBranch branch = neon.branch("named");
      URI direct = URI.create(neon.uri(branch.id(), "neondb_owner"));
      URI pooled = URI.create(neon.uri(branch.id(), "neondb_owner", true));
      Map<String, String> toSharedAddress =
          Map.of("socketFactory", SharedAddress.class.getName(), "socketFactoryArg", "127.90.0.1");

      // Then
      assertThat(direct.getHost()).isEqualTo(branch.endpointId() + ".neon.localhost");
      assertThat(pooled.getHost()).isEqualTo(branch.endpointId() + "-pooler.neon.localhost");
      try (Connection one = neon.connectTo(direct, toSharedAddress);
          Connection two = neon.connectTo(pooled, toSharedAddress);
          Connection other =
              neon.connectTo(
                  URI.create(neon.uri(neon.defaultBranchId(), "neondb_owner")), toSharedAddress)) {
        String system = "SELECT pg_postmaster_start_time()";
        assertThat(value(one, system)).isEqualTo(value(two, system));
        assertThat(value(one, system)).isNotEqualTo(value(other, system));
      }
      URI nameless = URI.create(direct.toString().replace(direct.getHost(), "127.90.0.1"));
      assertThatThrownBy(() -> neon.connectTo(nameless, Map.of("sslmode", "require")))
          .hasMessageContaining("Endpoint ID is not specified");
      URI unknown =
          URI.create(direct.toString().replace(branch.endpointId(), "ep-nobody-none-a0000000"));
      assertThatThrownBy(() -> neon.connectTo(unknown, toSharedAddress))
          .hasMessageContaining("The requested endpoint could not be found");
    }
  }
}
