package io.tenantdb.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String END = "<!-- /settings -->";

  @Test
  void shouldListEverySettingAsTheOperatorReadsIt() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    int start = page.indexOf('\n', page.indexOf("<!-- settings")) + 1;
    int end = page.indexOf(END);

    // When
    String fresh = page.substring(0, start) + Setting.table() + page.substring(end);
    if (Boolean.getBoolean("configuration.update")) {
      Files.writeString(PAGE, fresh);
    }

    // Then
    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md is stale; the command in it writes it anew")
        .isEqualTo(fresh);
  }
}
