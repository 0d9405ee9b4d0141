package io.tenantdb.kubectl.connect;

import static org.assertj.core.api.Assertions.assertThat;

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
    Map<String, String> variables = new PsqlEnvironment(Map.of(), uri(URI)).variables();

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
    Map<String, String> variables = new PsqlEnvironment(before, uri(URI)).variables();

    // Then
    assertThat(variables)
        .doesNotContainKeys("PGHOSTADDR", "PGSERVICE", "PGPASSFILE")
        .containsEntry("PGSSLMODE", "require")
        .containsEntry("PAGER", "less");
  }

  @Test
  void shouldLetAPersonCheckTheCertificate() {
    assertThat(new PsqlEnvironment(Map.of("PGSSLMODE", "verify-full"), uri(URI)).variables())
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
    assertThat(uri("postgresql://u:p@%s/db".formatted(host)).direct().host()).isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:s3cret@host name/db",
        "mysql://user:s3cret@host/db",
        "postgresql://user@host/s3cret",
        "postgresql://user:s3cret@host",
        "postgresql://user:s3cret%ZZ@host/db",
        "postgresql://user:s3c@ret@host/db",
        "postgresql://user@host/db?password=s3cret",
        "s3cret"
      })
  void shouldTakeNothingElseForOne(String text) {
    assertThat(ConnectionUri.of(text)).isEmpty();
  }

  @Test
  void shouldNotHaveThePasswordInItsText() {
    assertThat(uri(URI))
        .hasToString("store_app_1@ep-cool-sun-1-pooler.eu-central-1.aws.neon.tech:5432/neondb");
  }

  @ParameterizedTest
  @CsvSource({
    "store_app_1:p%40ss+%2F@host/neondb?sslmode=require, store_app_1:****@host/neondb?sslmode=require",
    "u%40x:p@[2001:db8::1]:6543/a%2Fb, u%40x:****@[2001:db8::1]:6543/a%2Fb",
    "u:p@host/db?password=s3cret&sslpassword=s3cret, u:****@host/db?password=****&sslpassword=****",
    "u:a:b@host/db?p%61ssword=s3cret, u:****@host/db?password=****"
  })
  void shouldHideWhatIsConfidentialOnRequest(String rest, String redacted) {
    assertThat(uri("postgres://" + rest).redacted()).isEqualTo("postgresql://" + redacted);
  }

  @Test
  void shouldGivePsqlAnAddressWithoutBrackets() {
    assertThat(variables(Map.of(), "postgresql://u:p@[2001:db8::1]:6543/db"))
        .containsEntry("PGHOST", "2001:db8::1")
        .containsEntry("PGPORT", "6543");
  }

  @Test
  void shouldLetAPersonAskForMoreThanTheConnectionStringDoes() {
    // Given
    Map<String, String> before =
        Map.of("PGCHANNELBINDING", "require", "PGREQUIREAUTH", "scram-sha-256");

    // When / Then
    assertThat(variables(before, "postgresql://u:p@host/db?channel_binding=prefer"))
        .containsAllEntriesOf(before);
    assertThat(variables(Map.of("PGCHANNELBINDING", "disable"), URI))
        .containsEntry("PGCHANNELBINDING", "require");
  }

  @Test
  void shouldCheckTheNameWhereTheSystemsRootsAreTrusted() {
    assertThat(variables(Map.of("PGSSLROOTCERT", "system", "PGSSLMODE", "verify-ca"), URI))
        .containsEntry("PGSSLMODE", "verify-full");
  }

  private static Map<String, String> variables(Map<String, String> before, String uri) {
    return new PsqlEnvironment(before, uri(uri)).variables();
  }

  private static ConnectionUri uri(String text) {
    return ConnectionUri.of(text).orElseThrow();
  }
}
