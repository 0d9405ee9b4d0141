package io.tenantdb.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.schema.DatabaseAddress.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseAddressTest {

  @Test
  void shouldReadWhatNeonGives() {
    // When
    DatabaseAddress address =
        DatabaseAddress.parse(
            "postgresql://neondb_owner:npg_x@ep-bold-sun-k1l2m3n4.c-2.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require");

    // Then
    assertThat(address)
        .isEqualTo(
            new DatabaseAddress(
                "ep-bold-sun-k1l2m3n4.c-2.eu-central-1.aws.neon.tech",
                5432,
                "neondb",
                "neondb_owner",
                "npg_x",
                TlsMode.REQUIRED,
                true));
  }

  @Test
  void shouldDecodeEveryPart() {
    // When
    DatabaseAddress address =
        DatabaseAddress.parse("postgres://us%40er:p%3A%2F%3f+%25@127.0.0.7:15432/my%20db");

    // Then
    assertThat(address)
        .isEqualTo(
            new DatabaseAddress(
                "127.0.0.7", 15432, "my db", "us@er", "p:/?+%", TlsMode.REQUIRED, false));
  }

  @ParameterizedTest
  @CsvSource({
    "disable,DISABLED",
    "allow,REQUIRED",
    "prefer,REQUIRED",
    "require,REQUIRED",
    "verify-ca,VERIFIED",
    "verify-full,VERIFIED"
  })
  void shouldNeverFallBackToPlainText(String sslMode, TlsMode expected) {
    assertThat(DatabaseAddress.parse("postgresql://u:p@h/d?sslmode=" + sslMode).tls())
        .isEqualTo(expected);
  }

  @Test
  void shouldHideThePassword() {
    assertThat(DatabaseAddress.parse("postgresql://u:s3cr3t@h/d")).hasToString("u@h:5432/d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:s3cr3t@h",
        "postgresql://u:s3cr3t@h/",
        "postgresql://h/d",
        "postgresql://s3cr3t@h/d",
        "mysql://u:s3cr3t@h/d",
        "postgresql://u:s3cr3t%@h/d",
        "postgresql://u:s3cr3t @h/d",
        "s3cr3t",
        ""
      })
  void shouldRefuseWhatIsNoUriWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a connection URI")
        .hasNoCause()
        .message()
        .doesNotContain("s3cr3t");
  }
}
