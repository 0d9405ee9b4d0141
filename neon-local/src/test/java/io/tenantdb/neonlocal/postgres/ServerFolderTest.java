package io.tenantdb.neonlocal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerFolderTest {

  @ParameterizedTest
  @CsvSource({
    "0, 000000010000000000000000",
    "0x900028, 000000010000000000000009",
    "0xFFFFFFFF, 000000010000000000000FFF",
    "0x1A700000030, 00000001000001A700000000"
  })
  void shouldNameTheSegmentOfAPosition(String position, String name) {
    assertThat(ServerFolder.segment(1, Long.decode(position))).isEqualTo(name);
  }
}
