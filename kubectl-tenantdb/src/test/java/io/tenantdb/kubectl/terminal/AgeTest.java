package io.tenantdb.kubectl.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long things are ago. */
final class AgeTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0s",
    "PT119S, 119s",
    "PT3M20S, 3m20s",
    "PT50M20S, 50m",
    "PT2H5M, 2h5m",
    "PT20H5M, 20h",
    "PT49H, 2d1h",
    "P30DT5H, 30d"
  })
  void shouldWriteDurationsAsKubectlDoes(Duration duration, String text) {
    assertThat(Age.of(duration)).isEqualTo(text);
  }

  @Test
  void shouldTakeNoTimeForNone() {
    assertThat(Age.time(null)).isEmpty();
    assertThat(Age.time("yesterday")).isEmpty();
    assertThat(Age.time("2026-11-27T09:00:00+01:00")).hasToString("Optional[2026-11-27T08:00:00Z]");
  }
}
