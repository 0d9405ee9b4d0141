package io.tenantdb.operator.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An alert of helm/files/alerts.yaml. */
record AlertRule(String name, String expression, JsonNode labels, JsonNode annotations) {
  static final Path FILE = Path.of("../helm/files/alerts.yaml");
  static final Path TESTS = Path.of("../helm/files/alerts.test.yaml");

  static List<AlertRule> all() throws IOException {
    return elements(read(FILE).get("groups"))
        .flatMap(group -> elements(group.get("rules")))
        .map(
            rule ->
                new AlertRule(
                    rule.get("alert").asText(),
                    rule.get("expr").asText(),
                    rule.path("labels"),
                    rule.path("annotations")))
        .toList();
  }

  String severity() {
    return labels.path("severity").asText();
  }

  static JsonNode read(Path file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
