package io.tenantdb.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/metrics.md");

  @Test
  void shouldListEveryMeterAsPrometheusShowsIt() throws IOException {
    // Given
    String fresh = MetricsPage.text();

    // When
    if (Boolean.getBoolean("metrics.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, fresh);
    }

    // Then
    assertThat(Files.readString(PAGE))
        .as("docs/reference/metrics.md is stale; the command in it writes it anew")
        .isEqualTo(fresh);
  }
}
