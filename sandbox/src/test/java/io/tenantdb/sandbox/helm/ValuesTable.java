package io.tenantdb.sandbox.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of the chart's values in its README: meanings of the schema, defaults of values.yaml.
 */
final class ValuesTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> rows = new ArrayList<>();

  private ValuesTable() {}

  /** The table as Markdown. */
  static String fresh() throws IOException {
    JsonNode schema = JSON.readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
    String values = Files.readString(Chart.FOLDER.resolve("values.yaml"));
    ValuesTable table = new ValuesTable();
    table.walk("", schema, JSON.valueToTree(Serialization.unmarshal(values, Object.class)));
    return "| value | default | meaning |\n| --- | --- | --- |\n" + String.join("", table.rows);
  }

  private void walk(String path, JsonNode schema, JsonNode value) throws IOException {
    if (schema.has("description")) {
      rows.add(
          "| `%s` | %s | %s |%n".formatted(path, shown(value), schema.get("description").asText()));
      return;
    }
    for (var field : schema.get("properties").properties()) {
      walk(
          path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
          field.getValue(),
          value.path(field.getKey()));
    }
  }

  private static String shown(JsonNode value) throws IOException {
    if (value instanceof MissingNode || (value.isTextual() && value.asText().isEmpty())) {
      return "";
    }
    return value.isTextual()
        ? "`" + value.asText() + "`"
        : "`" + JSON.writeValueAsString(value) + "`";
  }
}
