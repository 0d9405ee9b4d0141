package io.tenantdb.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode dashboard =
      JSON.readTree(Path.of("../helm/files/dashboard.json").toFile());

  @TempDir private Path folder;

  DashboardTest() throws IOException {}

  @Test
  void shouldAskForMetricsThatThereAre() {
    // Given
    Set<String> known = KnownMetrics.all();

    // When // Then
    assertThat(expressions())
        .isNotEmpty()
        .allSatisfy(
            expression -> assertThat(KnownMetrics.in(expression)).isNotEmpty().isSubsetOf(known));
  }

  @Test
  void shouldShowEverythingThatTheOperatorMeasures() {
    // Given
    Set<String> shown =
        expressions().stream()
            .flatMap(expression -> KnownMetrics.in(expression).stream())
            .collect(Collectors.toSet());

    // When // Then
    assertThat(Meters.values())
        .allSatisfy(meter -> assertThat(shown).containsAnyElementsOf(KnownMetrics.of(meter)));
  }

  @Test
  void shouldHaveExpressionsThatPrometheusUnderstands() throws Exception {
    assumeTrue(Promtool.isThere(), "promtool is not installed");
    // Given
    Path rules = Files.writeString(folder.resolve("dashboard.rules.yaml"), asRules());

    // When
    Promtool.Answer answer = Promtool.run("check", "rules", rules.toString());

    // Then
    assertThat(answer.status()).as(answer.text()).isZero();
  }

  @Test
  void shouldAskTheChosenDataSourceForTheChosenOperator() {
    // When // Then
    assertThat(expressions())
        .allMatch(expression -> expression.contains("namespace=~\"$namespace\", job=~\"$job\""));
    assertThat(panels().flatMap(panel -> AlertRule.elements(panel.path("targets"))))
        .allMatch(target -> target.at("/datasource/uid").asText().equals("${datasource}"));
    assertThat(panels().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
  }

  /** As rules that record them, with an interval as Grafana would put it in. */
  private String asRules() throws IOException {
    List<String> expressions = expressions();
    var rules = JSON.createArrayNode();
    for (int i = 0; i < expressions.size(); i++) {
      rules
          .addObject()
          .put("record", "dashboard:expression_" + i)
          .put("expr", expressions.get(i).replace("$__rate_interval", "5m"));
    }
    var file = JSON.createObjectNode();
    file.putArray("groups").addObject().put("name", "dashboard").set("rules", rules);
    return JSON.writeValueAsString(file);
  }

  private List<String> expressions() {
    return panels()
        .flatMap(panel -> AlertRule.elements(panel.path("targets")))
        .map(target -> target.get("expr").asText())
        .toList();
  }

  private Stream<JsonNode> panels() {
    return AlertRule.elements(dashboard.get("panels"));
  }
}
