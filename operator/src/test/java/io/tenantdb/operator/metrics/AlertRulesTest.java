package io.tenantdb.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

  @Test
  void shouldBeRulesThatPrometheusTakes() throws Exception {
    assumeTrue(Promtool.isThere(), "promtool is not installed");

    // When
    Promtool.Answer answer = Promtool.run("check", "rules", AlertRule.FILE.toString());

    // Then
    assertThat(answer.status()).as(answer.text()).isZero();
  }

  @Test
  void shouldFireAndNotFireAsTheirTestsSay() throws Exception {
    assumeTrue(Promtool.isThere(), "promtool is not installed");

    // When
    Promtool.Answer answer = Promtool.run("test", "rules", AlertRule.TESTS.toString());

    // Then
    assertThat(answer.status()).as(answer.text()).isZero();
  }

  @Test
  void shouldEachBeSeenToFireAndNotToFire() throws IOException {
    // Given
    List<JsonNode> tests =
        AlertRule.elements(AlertRule.read(AlertRule.TESTS).get("tests"))
            .flatMap(test -> AlertRule.elements(test.get("alert_rule_test")))
            .toList();

    // When // Then
    assertThat(AlertRule.all())
        .allSatisfy(
            alert ->
                assertThat(tests)
                    .filteredOn(test -> test.get("alertname").asText().equals(alert.name()))
                    .extracting(test -> test.get("exp_alerts").isEmpty())
                    .as(alert.name())
                    .contains(true, false));
  }

  @Test
  void shouldTellAPersonWhatIsWrongAndWhatToDo() throws IOException {
    // When // Then
    assertThat(AlertRule.all())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(SEVERITIES).contains(alert.severity());
              assertThat(alert.annotations().path("summary").asText()).isNotBlank();
              assertThat(alert.annotations().path("description").asText()).isNotBlank();
              String runbook = alert.annotations().path("runbook").asText();
              assertThat(runbook).isEqualTo("docs/runbooks/" + alert.name() + ".md");
              assertThat(Files.exists(Path.of("..", runbook))).as(runbook).isTrue();
            });
  }

  @Test
  void shouldAskForMetricsThatThereAre() throws IOException {
    // Given
    var known = KnownMetrics.all();

    // When // Then
    assertThat(AlertRule.all())
        .allSatisfy(
            alert ->
                assertThat(KnownMetrics.in(alert.expression()))
                    .as(alert.name())
                    .isNotEmpty()
                    .isSubsetOf(known));
  }
}
