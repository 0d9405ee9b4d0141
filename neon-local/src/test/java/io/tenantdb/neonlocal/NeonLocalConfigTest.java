package io.tenantdb.neonlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdb.neonlocal.control.Hosts;
import io.tenantdb.neonlocal.faults.Fault;
import io.tenantdb.neonlocal.faults.Rule;
import io.tenantdb.neonlocal.http.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class NeonLocalConfigTest {

  private static final Pattern SETTING = Pattern.compile("^\\| `([A-Za-z_.0-9]+)` \\|");

  @Test
  void shouldStartWithNeonsDefaultsWhenNothingIsSaid() {
    // When
    NeonLocalConfig config = NeonLocalConfig.of(Map.of());

    // Then
    assertThat(config.postgresPort()).isEqualTo(5432);
    assertThat(config.defaultSuspendTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.limits().maxAwake()).isEqualTo(20);
    assertThat(config.seed()).isNull();
    assertThat(config.hosts()).isInstanceOf(Hosts.Addresses.class);
  }

  @Test
  void shouldReportAllProblemsTogether() {
    assertThatThrownBy(
            () ->
                NeonLocalConfig.of(
                    Map.of(
                        "api.port", "many",
                        "api.host", "0.0.0.0",
                        "postgres.hosts", "clouds",
                        "compute.idleCheck", "5",
                        "keys.0.scope", "project",
                        "seed.pgVersion", "17",
                        "api.prot", "80")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "api.port: \"many\" is not a number from 0 to 65535",
            "api.host: 0.0.0.0 is not a loopback address",
            "postgres.hosts: \"clouds\" is not one of",
            "compute.idleCheck: \"5\" is not a duration",
            "keys.0.key: is missing",
            "keys.0.project: goes with scope project",
            "seed.pgVersion: \"17\"",
            "api.prot: is not a setting");
  }

  @Test
  void shouldNotShowKeysWhenPrinted() {
    assertThat(NeonLocalConfig.of(Map.of("keys.0.key", "secret-key")).toString())
        .doesNotContain("secret-key");
    assertThat(new ApiKey("secret-key", ApiKey.Scope.ORG, null).toString())
        .doesNotContain("secret-key");
  }

  @Test
  void shouldTakeFaultsAsTheAdminDoorDoes() {
    // When
    NeonLocalConfig config =
        NeonLocalConfig.of(
            Map.of(
                "faults.calls.seed", "7",
                "faults.calls.rules.0.name", "slow",
                "faults.calls.rules.0.chance", "0.5",
                "faults.calls.rules.0.fault.kind", "latency",
                "faults.calls.rules.0.fault.millis", "800",
                "faults.operations.fail", "0.02"));

    // Then
    assertThat(config.faults().seed()).isEqualTo(7);
    assertThat(config.faults().rules())
        .containsExactly(new Rule("slow", null, null, 0.5, 0, null, new Fault.Latency(800, 0)));
    assertThat(config.operationFaults().fail()).isEqualTo(0.02);
    assertThatThrownBy(() -> NeonLocalConfig.of(Map.of("faults.operations.fial", "1")))
        .hasMessageContaining("faults.operations: fial: is not known here");
  }

  @Test
  void shouldTakeTheExampleFile() throws IOException {
    // When
    NeonLocalConfig config = NeonLocalConfig.of(ConfigFile.read(Path.of("neon-local.yaml")));

    // Then
    assertThat(config.seed()).isNotNull();
    assertThat(config.keys()).isNotEmpty();
  }

  @Test
  void shouldHaveEverySettingInTheReadmeAndTheExampleFile() throws IOException {
    // Given
    Settings settings = new Settings(new TreeMap<>(Map.of("keys.0.key", "k", "seed.id", "x")));
    NeonLocalConfig.read(settings);
    TreeSet<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher matcher = SETTING.matcher(line);
      if (matcher.find()) {
        documented.add(matcher.group(1));
      }
    }

    // Then
    assertThat(documented).isEqualTo(new TreeSet<>(settings.known()));
    assertThat(Files.readString(Path.of("neon-local.yaml")))
        .contains(documented.stream().map(name -> name.replaceAll(".*\\.", "") + ":").toList());
  }
}
