package io.tenantdb.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryUrlTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql://u:p@db:5433/reg,              jdbc:postgresql://db:5433/reg, u, p",
        "postgres://db/reg,                         jdbc:postgresql://db/reg,      -, -",
        "jdbc:postgresql://db/reg,                  jdbc:postgresql://db/reg,      -, -",
        "jdbc:postgresql://db/reg?user=u&password=p, jdbc:postgresql://db/reg,     u, p",
        "postgresql://u@db,                         jdbc:postgresql://db/,         u, -",
        "postgresql://u:p%40%2F+x@[::1]/reg,        jdbc:postgresql://[::1]/reg,   u, p@/+x",
      })
  void shouldTakeTheCredentialsOutOfTheUrl(
      String text, String jdbcUrl, String user, String password) {
    // When
    RegistryUrl url = RegistryUrl.parse(text);

    // Then
    assertThat(url).isEqualTo(new RegistryUrl(jdbcUrl, user, password));
  }

  @Test
  void shouldKeepParametersUnderTheNamesOfTheDriver() {
    // When
    RegistryUrl url =
        RegistryUrl.parse(
            "postgresql://db/reg?sslmode=verify-full&channel_binding=require&application_name=x");

    // Then
    assertThat(url)
        .isEqualTo(
            new RegistryUrl(
                "jdbc:postgresql://db/reg?sslmode=verify-full&channelBinding=require&ApplicationName=x",
                null,
                null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db",
        "jdbc:mysql://db/reg",
        "postgresql:///reg",
        "postgresql://a b/",
        "jdbc:postgresql:reg"
      })
  void shouldNotTakeWhatIsNoPostgresUrlWithAHost(String text) {
    // When
    RegistryUrl url = RegistryUrl.parse(text);

    // Then
    assertThat(url).isNull();
  }
}
