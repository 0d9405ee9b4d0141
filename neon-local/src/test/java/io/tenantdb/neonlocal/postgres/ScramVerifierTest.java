package io.tenantdb.neonlocal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That servers take the verifiers is shown by every test that connects. */
final class ScramVerifierTest {

  @Test
  void shouldBeWhatPostgresStoresAndNeverTheSameTwice() {
    // When
    String one = ScramVerifier.of("npg_secret");
    String two = ScramVerifier.of("npg_secret");

    // Then
    assertThat(one)
        .matches("SCRAM-SHA-256\\$4096:[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=")
        .isNotEqualTo(two);
  }
}
