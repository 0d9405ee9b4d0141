package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaVersionTest {

  @Test
  void shouldOrderByNumber() {
    assertThat(SchemaVersion.parse("10"))
        .isGreaterThan(SchemaVersion.parse("9"))
        .isGreaterThan(SchemaVersion.NONE);
  }

  @Test
  void shouldPrintWhatItParsed() {
    assertThat(SchemaVersion.parse("12")).hasToString("12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "01", "1.2", "v1", "latest", "99999999999"})
  void shouldRefuseWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> SchemaVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a schema version: \"" + text + "\"");
  }
}
