package io.tenantdb.neonlocal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Neon's published document: which operations there are and what their answers look like. */
final class OpenApiDocument {

  /** An operation of the document. */
  record Operation(String id, String method, String template) {}

  private static final String LOCATION = "https://neon.example/openapi.json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  OpenApiDocument() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/openapi.json"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      document = new ObjectMapper().readTree(text);
      registry =
          SchemaRegistry.withDefaultDialect(
              Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(LOCATION, text)));
    }
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(
                        member ->
                            operations.add(
                                new Operation(
                                    member.getValue().path("operationId").asText(),
                                    member.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey()))));
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The operation a call means; fixed paths win over placeholders. */
  Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.method().equals(method) && fits(operation.template(), path))
        .min(
            Comparator.comparingLong(
                operation -> operation.template().chars().filter(c -> c == '{').count()));
  }

  private static boolean fits(String template, String path) {
    return path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
  }

  /** What is wrong with an answer; empty when it is as published. */
  List<String> problems(Operation operation, int status, JsonNode body) {
    JsonNode responses =
        document
            .path("paths")
            .path(operation.template())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses");
    String code = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
    if (code.equals("default") && status < 400) {
      return List.of("status " + status + " is not published");
    }
    return validate(pointer(operation, code), body).stream().map(Error::toString).toList();
  }

  private List<Error> validate(String pointer, JsonNode body) {
    return schemas
        .computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(LOCATION + "#" + at)))
        .validate(body);
  }

  private String pointer(Operation operation, String code) {
    String at =
        "/paths/"
            + operation
                .template()
                .replace("~", "~0")
                .replace("/", "~1")
                .replace("{", "%7B")
                .replace("}", "%7D")
            + "/"
            + operation.method().toLowerCase(Locale.ROOT)
            + "/responses/"
            + code;
    JsonNode response =
        document
            .path("paths")
            .path(operation.template())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses")
            .path(code);
    String base = response.has("$ref") ? response.path("$ref").asText().substring(1) : at;
    return base + "/content/application~1json/schema";
  }
}
