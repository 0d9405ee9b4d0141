package io.tenantdb.sandbox.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole resources that a page shows parts of. */
final class Bases {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MORE = Path.of("src/test/resources/docs/bases.yaml");

  private Bases() {}

  /** The resource that a patch is of, with it. */
  static JsonNode patched(BlockUse.Patch patch, String text) throws IOException {
    JsonNode base = find(patch);
    for (JsonNode fragment : Applied.documents(text)) {
      JSON.readerForUpdating(base).readValue(nested(fragment, patch.path()));
    }
    return base;
  }

  private static JsonNode find(BlockUse.Patch patch) throws IOException {
    for (JsonNode document : all()) {
      if (document.path("kind").asText().equals(patch.kind())
          && document.at("/metadata/name").asText().equals(patch.name())) {
        return document.deepCopy();
      }
    }
    throw new IllegalArgumentException(
        "No file of examples/, nor %s, has a %s named %s."
            .formatted(MORE, patch.kind(), patch.name()));
  }

  private static List<JsonNode> all() throws IOException {
    var files = new ArrayList<>(Pages.filesIn(Pages.TOP.resolve("examples"), ".yaml"));
    files.add(MORE);
    var documents = new ArrayList<JsonNode>();
    for (Path file : files) {
      documents.addAll(Applied.documents(Files.readString(file)));
    }
    return documents;
  }

  private static JsonNode nested(JsonNode fragment, List<String> path) {
    JsonNode nested = fragment;
    for (String field : path.reversed()) {
      ObjectNode outer = JSON.createObjectNode();
      outer.set(field, nested);
      nested = outer;
    }
    return nested;
  }
}
