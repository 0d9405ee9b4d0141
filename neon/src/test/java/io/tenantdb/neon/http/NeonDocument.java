package io.tenantdb.neon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;

/** Neon's published OpenAPI document: says what is wrong with a request or an answer. */
final class NeonDocument {
  private static final String LOCATION = "https://neon.test/openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode document;
  private final SchemaRegistry schemas;

  private NeonDocument(String text) throws IOException {
    document = MAPPER.readTree(text);
    SchemaRegistryConfig strict =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemas(Map.of(LOCATION, text)).schemaRegistryConfig(strict));
  }

  static NeonDocument load() {
    try (InputStream in = NeonDocument.class.getResourceAsStream("/openapi.json")) {
      return new NeonDocument(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> problemsOfRequest(String method, HttpUrl url, int baseSegments, String body) {
    List<String> segments = url.pathSegments().subList(baseSegments, url.pathSize());
    List<String> problems = new ArrayList<>();
    String template = template(method, segments, problems);
    if (template.isEmpty()) {
      return problems;
    }
    JsonNode operation = operation(method, template);
    Map<String, JsonNode> parameters = parameters(template, operation);
    problems.addAll(problemsOfPath(template, segments, parameters));
    problems.addAll(problemsOfQuery(url, parameters));
    problems.addAll(problemsOfBody(operation, body));
    return problems;
  }

  List<String> problemsOfAnswer(
      String method, HttpUrl url, int baseSegments, int status, String body) {
    List<String> problems = new ArrayList<>();
    String template =
        template(method, url.pathSegments().subList(baseSegments, url.pathSize()), problems);
    if (template.isEmpty()) {
      return problems;
    }
    JsonNode responses = operation(method, template).path("responses");
    JsonNode response = responses.path(String.valueOf(status));
    JsonNode chosen = resolve(response.isMissingNode() ? responses.path("default") : response);
    JsonNode schema = chosen.path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of("answer " + status + " has a body");
    }
    return validate("answer", schema, read(body));
  }

  private String template(String method, List<String> segments, List<String> problems) {
    return document.path("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(path -> matches(path, segments) && !operation(method, path).isMissingNode())
        .min(Comparator.comparingLong(path -> path.chars().filter(c -> c == '{').count()))
        .orElseGet(
            () -> {
              problems.add("no operation " + method + " " + segments);
              return "";
            });
  }

  private static boolean matches(String template, List<String> segments) {
    String[] parts = template.substring(1).split("/", -1);
    if (parts.length != segments.size()) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].startsWith("{") && !parts[i].equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private JsonNode operation(String method, String template) {
    return document.path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT));
  }

  private Map<String, JsonNode> parameters(String template, JsonNode operation) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode list :
        List.of(
            document.path("paths").path(template).path("parameters"),
            operation.path("parameters"))) {
      for (JsonNode parameter : list) {
        JsonNode resolved = resolve(parameter);
        found.put(resolved.path("in").asText() + ":" + resolved.path("name").asText(), resolved);
      }
    }
    return found;
  }

  private List<String> problemsOfPath(
      String template, List<String> segments, Map<String, JsonNode> parameters) {
    List<String> problems = new ArrayList<>();
    String[] parts = template.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        String name = parts[i].substring(1, parts[i].length() - 1);
        JsonNode schema = Objects.requireNonNull(parameters.get("path:" + name)).path("schema");
        problems.addAll(validate("path " + name, schema, new TextNode(segments.get(i))));
      }
    }
    return problems;
  }

  private List<String> problemsOfQuery(HttpUrl url, Map<String, JsonNode> parameters) {
    List<String> problems = new ArrayList<>();
    for (String name : url.queryParameterNames()) {
      JsonNode parameter = parameters.get("query:" + name);
      String value = Objects.requireNonNull(url.queryParameter(name));
      if (parameter == null) {
        problems.add("query parameter " + name + " is not in the document");
      } else {
        JsonNode schema = parameter.path("schema");
        boolean text = schema.path("type").asText().equals("string");
        problems.addAll(
            validate("query " + name, schema, text ? new TextNode(value) : read(value)));
      }
    }
    parameters.forEach(
        (key, parameter) -> {
          String name = parameter.path("name").asText();
          boolean required = key.startsWith("query:") && parameter.path("required").asBoolean();
          if (required && url.queryParameter(name) == null) {
            problems.add("query parameter " + name + " is required");
          }
        });
    return problems;
  }

  private List<String> problemsOfBody(JsonNode operation, String body) {
    JsonNode schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    if (schema.isMissingNode() || body.isEmpty()) {
      return body.isEmpty() && !operation.path("requestBody").path("required").asBoolean()
          ? List.of()
          : List.of("body: there is one and should not be, or the other way round");
    }
    List<String> problems = new ArrayList<>(validate("body", schema, read(body)));
    problems.addAll(undeclared("body", schema, read(body)));
    return problems;
  }

  /** Neon's schemas allow any further property; ours must be declared, or they are misspelt. */
  private List<String> undeclared(String path, JsonNode schema, JsonNode value) {
    List<String> problems = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> problems.addAll(undeclared(path, resolve(schema).path("items"), item)));
    }
    Map<String, JsonNode> declared = declared(schema);
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode property = declared.getOrDefault(entry.getKey(), declared.get("*"));
      if (property == null) {
        problems.add(path + "." + entry.getKey() + " is not in the document");
      } else {
        problems.addAll(undeclared(path + "." + entry.getKey(), property, entry.getValue()));
      }
    }
    return problems;
  }

  private Map<String, JsonNode> declared(JsonNode reference) {
    JsonNode schema = resolve(reference);
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schema.path("properties").properties().forEach(e -> properties.put(e.getKey(), e.getValue()));
    schema.path("allOf").forEach(part -> properties.putAll(declared(part)));
    if (schema.has("additionalProperties")) {
      properties.put("*", schema.get("additionalProperties"));
    }
    return properties;
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private List<String> validate(String what, JsonNode schema, JsonNode value) {
    JsonNode absolute = withAbsoluteReferences(schema);
    String id = LOCATION + "/part/" + Integer.toHexString(absolute.hashCode());
    return schemas.getSchema(SchemaLocation.of(id), absolute).validate(value).stream()
        .map(error -> what + " " + error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static JsonNode withAbsoluteReferences(JsonNode schema) {
    return read(schema.toString().replace("\"$ref\":\"#", "\"$ref\":\"" + LOCATION + "#"));
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For tests that need a variation of a sample. */
  static ObjectNode object(String json) {
    return (ObjectNode) read(json);
  }
}
