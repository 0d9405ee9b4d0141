package io.tenantdb.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.operator.config.OperatorConfig.LogFormat;
import io.tenantdb.operator.config.OperatorConfig.LogLevel;
import io.tenantdb.operator.http.HttpSettings;
import io.tenantdb.operator.leader.LeaderTerms;
import io.tenantdb.operator.registry.RegistryAccess;
import io.tenantdb.operator.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorConfigTest {
  @TempDir private Path folder;

  @Test
  void shouldHaveADefaultForEverythingWhenNothingIsSet() {
    // When
    OperatorConfig config = OperatorConfig.from(Map.of("PATH", "/bin"));

    // Then
    assertThat(config.operatorNamespace()).isEqualTo("tenantdb-system");
    assertThat(config.watchNamespaces()).isEmpty();
    assertThat(config.installationId()).isNull();
    assertThat(config.registry()).isNull();
    assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 8080));
    assertThat(config.reconcileThreads()).isEqualTo(8);
    assertThat(config.neonRequestsPerMinute()).isEqualTo(700);
    assertThat(config.neonBurstPerSecond()).isEqualTo(40);
    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.logFormat()).isEqualTo(LogFormat.TEXT);
    assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
  }

  @Test
  void shouldReadEverySetting() {
    // When
    OperatorConfig config =
        OperatorConfig.from(
            Map.ofEntries(
                Map.entry("TENANTDB_OPERATOR_NAMESPACE", "ops"),
                Map.entry("POD_NAMESPACE", "elsewhere"),
                Map.entry("TENANTDB_WATCH_NAMESPACES", "shops-a, shops-b"),
                Map.entry("TENANTDB_INSTALLATION_ID", "prod-eu"),
                Map.entry("TENANTDB_REGISTRY_URL", "jdbc:postgresql://db:5433/registry"),
                Map.entry("TENANTDB_REGISTRY_USER", "registrar"),
                Map.entry("TENANTDB_REGISTRY_PASSWORD", " with blanks "),
                Map.entry("TENANTDB_REGISTRY_SERVICE_ROLE", "backend"),
                Map.entry("TENANTDB_HTTP_ADDRESS", "127.0.0.1"),
                Map.entry("TENANTDB_HTTP_PORT", "0"),
                Map.entry("TENANTDB_RECONCILE_THREADS", "3"),
                Map.entry("TENANTDB_NEON_REQUESTS_PER_MINUTE", "100"),
                Map.entry("TENANTDB_NEON_BURST_PER_SECOND", "5"),
                Map.entry("TENANTDB_SHUTDOWN_GRACE", "PT1M"),
                Map.entry("TENANTDB_LOG_FORMAT", "json"),
                Map.entry("TENANTDB_LOG_LEVEL", "debug")));

    // Then
    assertThat(config.operatorNamespace()).isEqualTo("ops");
    assertThat(config.watchNamespaces()).containsExactlyInAnyOrder("shops-a", "shops-b");
    assertThat(config.installationId()).isEqualTo("prod-eu");
    assertThat(config.registry())
        .isEqualTo(
            new RegistryAccess(
                "jdbc:postgresql://db:5433/registry", "registrar", " with blanks ", "backend"));
    assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 0));
    assertThat(config.reconcileThreads()).isEqualTo(3);
    assertThat(config.neonRequestsPerMinute()).isEqualTo(100);
    assertThat(config.neonBurstPerSecond()).isEqualTo(5);
    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.logFormat()).isEqualTo(LogFormat.JSON);
    assertThat(config.logLevel()).isEqualTo(LogLevel.DEBUG);
  }

  @Test
  void shouldElectALeaderUnlessToldOtherwise() {
    // When
    LeaderTerms terms =
        OperatorConfig.from(
                Map.of(
                    "POD_NAMESPACE", "ops",
                    "HOSTNAME", "operator-7d9f-x2x",
                    "KUBERNETES_SERVICE_HOST", "10.0.0.1"))
            .leader();

    // Then
    assertThat(terms)
        .isEqualTo(
            new LeaderTerms(
                "ops",
                "tenantdb-operator",
                "operator-7d9f-x2x",
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2)));
    assertThat(OperatorConfig.from(Map.of("TENANTDB_LEADER_ELECTION", "false")).leader()).isNull();
  }

  @Test
  void shouldReadHowALeaderIsElected() {
    // When
    LeaderTerms terms =
        OperatorConfig.from(
                Map.of(
                    "TENANTDB_LEADER_LEASE", "turn",
                    "TENANTDB_LEADER_LEASE_NAMESPACE", "elsewhere",
                    "TENANTDB_LEADER_IDENTITY", "A",
                    "TENANTDB_LEADER_LEASE_DURATION", "4s",
                    "TENANTDB_LEADER_RENEW_DEADLINE", "2500ms",
                    "TENANTDB_LEADER_RETRY_PERIOD", "500ms"))
            .leader();

    // Then
    assertThat(terms)
        .isEqualTo(
            new LeaderTerms(
                "elsewhere",
                "turn",
                "A",
                Duration.ofSeconds(4),
                Duration.ofMillis(2500),
                Duration.ofMillis(500)));
  }

  @Test
  void shouldNotLetInstallationsOfOneClusterExcludeEachOther() {
    // When
    LeaderTerms terms = OperatorConfig.from(Map.of("TENANTDB_INSTALLATION_ID", "blue")).leader();

    // Then
    assertThat(terms).extracting(LeaderTerms::lease).isEqualTo("tenantdb-operator-blue");
  }

  @Test
  void shouldTellTwoProcessesOfOneMachineApart() {
    // When
    LeaderTerms terms = OperatorConfig.from(Map.of("HOSTNAME", "laptop")).leader();

    // Then
    assertThat(terms)
        .extracting(LeaderTerms::identity)
        .isEqualTo("laptop-" + ProcessHandle.current().pid());
  }

  @Test
  void shouldRefuseTimesOfAnElectionThatDoNotFitTogether() {
    // Given
    Map<String, String> environment =
        Map.of(
            "TENANTDB_LEADER_ELECTION", "maybe",
            "TENANTDB_LEADER_LEASE_DURATION", "1500ms",
            "TENANTDB_LEADER_RENEW_DEADLINE", "2s",
            "TENANTDB_LEADER_RETRY_PERIOD", "1200ms");

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("TENANTDB_LEADER_ELECTION must be one of true, false")
        .hasMessageContaining("TENANTDB_LEADER_LEASE_DURATION must be whole seconds")
        .hasMessageContaining(
            "TENANTDB_LEADER_RENEW_DEADLINE must be shorter than TENANTDB_LEADER_LEASE_DURATION")
        .hasMessageContaining("TENANTDB_LEADER_RETRY_PERIOD must be at least 100 ms");
  }

  @Test
  void shouldTakeThePodsNamespaceWhenNoneIsSet() {
    // When
    OperatorConfig config = OperatorConfig.from(Map.of("POD_NAMESPACE", "ops"));

    // Then
    assertThat(config.operatorNamespace()).isEqualTo("ops");
  }

  @Test
  void shouldNameEveryProblemAtOnce() {
    // Given
    Map<String, String> environment =
        Map.of(
            "TENANTDB_WATCH_NAMESPACES", "good,Not Good,",
            "TENANTDB_HTTP_PORT", "http",
            "TENANTDB_RECONCILE_THREADS", "0",
            "TENANTDB_SHUTDOWN_GRACE", "soon",
            "TENANTDB_LOG_FORMAT", "xml",
            "TENANTDB_REGISTRY_USER", "registrar",
            "TENANTDB_REGISTRY_SERVICE_ROLE", "x; drop role y");

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("TENANTDB_WATCH_NAMESPACES has 'Not Good'")
        .hasMessageContaining("TENANTDB_WATCH_NAMESPACES has ''")
        .hasMessageContaining("TENANTDB_HTTP_PORT must be a number from 0 to 65535, but is 'http'")
        .hasMessageContaining(
            "TENANTDB_RECONCILE_THREADS must be a number from 1 to 200, but is '0'")
        .hasMessageContaining("TENANTDB_SHUTDOWN_GRACE must be a duration")
        .hasMessageContaining("TENANTDB_LOG_FORMAT must be one of text, json, but is 'xml'")
        .hasMessageContaining("TENANTDB_REGISTRY_USER is set, but TENANTDB_REGISTRY_URL is not")
        .hasMessageContaining("TENANTDB_REGISTRY_SERVICE_ROLE must be");
  }

  @Test
  void shouldRefuseAMisspeltVariableAndGuessWhatWasMeant() {
    // Given
    Map<String, String> environment =
        Map.of("TENANTDB_WATCHNAMESPACE", "a", "TENANTDB_FAVOURITE_COLOUR", "blue");

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining(
            "TENANTDB_WATCHNAMESPACE is not a setting; did you mean TENANTDB_WATCH_NAMESPACES?")
        .hasMessageContaining(
            "TENANTDB_FAVOURITE_COLOUR is not a setting; did you mean one of those in docs/");
  }

  @Test
  void shouldIgnoreWhatKubernetesSaysOfServices() {
    // Given
    Map<String, String> environment =
        Map.of(
            "TENANTDB_OPERATOR_SERVICE_HOST", "10.0.0.7",
            "TENANTDB_OPERATOR_SERVICE_PORT", "8080",
            "TENANTDB_OPERATOR_SERVICE_PORT_HTTP", "8080",
            "TENANTDB_OPERATOR_PORT", "tcp://10.0.0.7:8080",
            "TENANTDB_OPERATOR_PORT_8080_TCP_ADDR", "10.0.0.7");

    // When
    OperatorConfig config = OperatorConfig.from(environment);

    // Then
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @Test
  void shouldRefuseAPortWrittenInTheWrongVariable() {
    // Given
    Map<String, String> environment = Map.of("TENANTDB_OPERATOR_PORT", "8080");

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("TENANTDB_OPERATOR_PORT is not a setting");
  }

  @Test
  void shouldTreatBlankAsNotSet() {
    // When
    OperatorConfig config =
        OperatorConfig.from(Map.of("TENANTDB_REGISTRY_URL", " ", "TENANTDB_HTTP_PORT", ""));

    // Then
    assertThat(config.registry()).isNull();
    assertThat(config.http().port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({"20s,PT20S", "1500ms,PT1.5S", "2m,PT2M", "PT3.5S,PT3.5S", "0s,PT0S"})
  void shouldUnderstandDurationsInBothForms(String text, Duration duration) {
    // When
    OperatorConfig config = OperatorConfig.from(Map.of("TENANTDB_SHUTDOWN_GRACE", text));

    // Then
    assertThat(config.shutdownGrace()).isEqualTo(duration);
  }

  @Test
  void shouldReadThePasswordFromAFileWithoutItsLastLineBreak() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("password"), "pass word\n");

    // When
    OperatorConfig config =
        OperatorConfig.from(
            Map.of(
                "TENANTDB_REGISTRY_URL",
                "postgresql://db/registry",
                "TENANTDB_REGISTRY_PASSWORD_FILE",
                file.toString()));

    // Then
    assertThat(config.registry())
        .isEqualTo(
            new RegistryAccess("jdbc:postgresql://db/registry", null, "pass word", "service_role"));
  }

  @Test
  void shouldSayWhichFileCannotBeRead() {
    // Given
    Map<String, String> environment =
        Map.of(
            "TENANTDB_REGISTRY_URL", "postgresql://db/registry",
            "TENANTDB_REGISTRY_PASSWORD", "hunter2",
            "TENANTDB_REGISTRY_PASSWORD_FILE", folder.resolve("missing").toString());

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("missing', which cannot be read (NoSuchFileException)")
        .hasMessageContaining("are both set")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldHideThePasswordFromEverythingThatIsPrinted() {
    // When
    OperatorConfig config =
        OperatorConfig.from(
            Map.of("TENANTDB_REGISTRY_URL", "postgresql://registrar:hunter2@db/registry"));

    // Then
    assertThat(config.toString())
        .contains("jdbc:postgresql://db/registry")
        .doesNotContain("hunter2");
  }

  @Test
  void shouldNotQuoteAUrlThatMayHoldAPassword() {
    // Given
    Map<String, String> environment =
        Map.of("TENANTDB_REGISTRY_URL", "mysql://registrar:hunter2@db/registry");

    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("TENANTDB_REGISTRY_URL must be a URL such as")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldReadTheConnectionService() {
    // When
    OperatorConfig config =
        OperatorConfig.from(
            Map.of(
                "TENANTDB_SERVICE_PORT", "8443",
                "TENANTDB_SERVICE_TLS_FOLDER", folder.toString(),
                "TENANTDB_SERVICE_BASE_DOMAINS", "Shops.Example.com, localhost"));

    // Then
    assertThat(config.service())
        .isEqualTo(
            new ServiceSettings(
                "0.0.0.0", 8443, folder, "tenantdb.io", Set.of("shops.example.com", "localhost")));
  }

  @Test
  void shouldRefuseAConnectionServiceThatCannotBe() {
    // When / Then
    assertThatThrownBy(() -> OperatorConfig.from(Map.of("TENANTDB_SERVICE_PORT", "8443")))
        .hasMessageContaining("TENANTDB_SERVICE_TLS_FOLDER must be set");
    assertThatThrownBy(
            () ->
                OperatorConfig.from(
                    Map.of(
                        "TENANTDB_SERVICE_PORT", "x",
                        "TENANTDB_SERVICE_TLS_FOLDER", folder.resolve("none").toString(),
                        "TENANTDB_SERVICE_BASE_DOMAINS", "a..b")))
        .hasMessageContaining("TENANTDB_SERVICE_PORT must be a number")
        .hasMessageContaining("which is no folder")
        .hasMessageContaining("has 'a..b'");
    assertThatThrownBy(() -> OperatorConfig.from(Map.of("TENANTDB_SERVICE_AUDIENCE", "x")))
        .hasMessageContaining("TENANTDB_SERVICE_PORT is not");
  }
}
