package io.tenantdb.neonlocal.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComputeSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25, 104",
    "0.5, 0.5, 209",
    "1, 1, 419",
    "2, 2, 839",
    "4, 4, 1678",
    "8, 8, 3356",
    "9, 9, 3775",
    "0.25, 8, 839",
    "16, 16, 4000"
  })
  void shouldFollowNeonsTable(double min, double max, int connections) {
    assertThat(ComputeSize.maxConnections(min, max)).isEqualTo(connections);
  }
}
