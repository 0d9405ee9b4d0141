package io.tenantdb.kubectl.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.kubectl.cluster.PluginException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a connection string to psql's environment. */
final class ConnectionUriTest {
  private static final String URI =
      "postgresql://store_app_1:p%40ss+%2F@ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require&channel_binding=require";

  @Test
  void shouldGivePsqlEveryPart() {
    // When
    Map<String, String> variables =
        new PsqlEnvironment(Map.of(), ConnectionUri.parse(URI)).variables();

    // Then
    assertThat(variables)
        .containsOnly(
            Map.entry("PGHOST", "ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech"),
            Map.entry("PGPORT", "5432"),
            Map.entry("PGDATABASE", "neondb"),
            Map.entry("PGUSER", "store_app_1"),
            Map.entry("PGPASSWORD", "p@ss+/"),
            Map.entry("PGAPPNAME", "kubectl-tenantdb"),
            Map.entry("PGSSLMODE", "require"),
            Map.entry("PGCHANNELBINDING", "require"));
  }

  @Test
  void shouldLetNothingSendThePasswordElsewhere() {
    // Given
    Map<String, String> before =
        Map.of(
            "PGHOSTADDR", "192.0.2.1",
            "PGSERVICE", "elsewhere",
            "PGPASSFILE", "/tmp/other",
            "PGSSLMODE", "disable",
            "PAGER", "less");

    // When
    Map<String, String> variables =
        new PsqlEnvironment(before, ConnectionUri.parse(URI)).variables();

    // Then
    assertThat(variables)
        .doesNotContainKeys("PGHOSTADDR", "PGSERVICE", "PGPASSFILE")
        .containsEntry("PGSSLMODE", "require")
        .containsEntry("PAGER", "less");
  }

  @Test
  void shouldLetAPersonCheckTheCertificate() {
    assertThat(
            new PsqlEnvironment(Map.of("PGSSLMODE", "verify-full"), ConnectionUri.parse(URI))
                .variables())
        .containsEntry("PGSSLMODE", "verify-full");
  }

  @ParameterizedTest
  @CsvSource({
    "ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech, ep-cool-sun-1.eu-central-1.aws.neon.tech",
    "ep-cool-sun-1.eu-central-1.aws.neon.tech, ep-cool-sun-1.eu-central-1.aws.neon.tech",
    "ep.my-pooler.example.com, ep.my-pooler.example.com",
    "127.65.1.2, 127.65.1.2"
  })
  void shouldGoPastThePooler(String host, String direct) {
    assertThat(ConnectionUri.parse("postgresql://u:p@%s/db".formatted(host)).direct().host())
        .isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:s3cret@host name/db",
        "mysql://user:s3cret@host/db",
        "postgresql://user@host/s3cret",
        "postgresql://user:s3cret@host",
        "postgresql://user:s3cret%ZZ@host/db",
        "s3cret"
      })
  void shouldRefuseSomethingElseWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> ConnectionUri.parse(text))
        .isInstanceOf(PluginException.class)
        .hasMessageNotContaining("s3cret");
    assertThat(ConnectionUri.parse(URI))
        .hasToString(
            "store_app_1@%s"
                .formatted("ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech:5432/neondb"));
  }

  @Test
  void shouldHideThePasswordOnRequest() {
    assertThat(ConnectionUri.redacted(URI))
        .startsWith("postgresql://store_app_1:****@ep-cool-sun-1-pooler.")
        .doesNotContain("p%40ss");
    assertThatThrownBy(() -> ConnectionUri.redacted("s3cret")).hasMessageNotContaining("s3cret");
  }
}
