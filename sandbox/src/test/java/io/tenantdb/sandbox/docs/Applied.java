package io.tenantdb.sandbox.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tenantdb.sandbox.kubernetes.Kubectl;
import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * YAML applied to a real API server, and taken away again but for namespaces and definitions, which
 * other tests use.
 */
record Applied(Kubectl kubectl) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> STAYS = Set.of("Namespace", "CustomResourceDefinition");

  /** What the server said, of all documents together. */
  Result apply(List<JsonNode> documents) {
    documents.forEach(this::makeNamespace);
    String all = text(documents);
    try {
      return kubectl.attemptWithInput(
          all, "apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", "-");
    } finally {
      List<JsonNode> gone =
          documents.stream().filter(one -> !STAYS.contains(one.path("kind").asText())).toList();
      kubectl.attemptWithInput(text(gone), "delete", "--ignore-not-found", "-f", "-");
    }
  }

  static List<JsonNode> documents(String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      var read = new ArrayList<JsonNode>();
      documents.forEachRemaining(read::add);
      return read.stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("This is no YAML: " + yaml, e);
    }
  }

  private void makeNamespace(JsonNode document) {
    String namespace =
        document.path("kind").asText().equals("Namespace")
            ? document.at("/metadata/name").asText()
            : document.at("/metadata/namespace").asText();
    if (namespace.isEmpty()) {
      return;
    }
    String phase =
        kubectl.run(
            "get", "namespace", namespace, "--ignore-not-found", "-o", "jsonpath={.status.phase}");
    if (phase.equals("Terminating")) { // Another test has just left it.
      kubectl.run("wait", "--for=delete", "namespace/" + namespace, "--timeout=60s");
    }
    if (!phase.equals("Active")) {
      kubectl.run("create", "namespace", namespace);
    }
  }

  private static String text(List<JsonNode> documents) {
    var text = new StringBuilder();
    for (JsonNode document : documents) {
      text.append(write(document));
    }
    return text.toString();
  }

  private static String write(JsonNode document) {
    try {
      return YAML.writeValueAsString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
