package io.tenantdb.sandbox.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What a ServiceAccount asked of the API server.
 *
 * @param file the server's audit log
 * @param user the account, as {@code system:serviceaccount:namespace:name}
 */
record AuditLog(Path file, String user) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORBIDDEN = 403;

  /** What it did, as {@code verb group/resource in namespace}. */
  Set<String> done() throws IOException {
    return calls(status -> status != FORBIDDEN);
  }

  /** What it was not allowed to do. */
  Set<String> refused() throws IOException {
    return calls(status -> status == FORBIDDEN);
  }

  private Set<String> calls(IntPredicate status) throws IOException {
    Set<String> calls = new TreeSet<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode event = JSON.readTree(line);
      if (event.at("/user/username").asText().equals(user)
          && event.has("objectRef")
          && status.test(event.at("/responseStatus/code").asInt())) {
        calls.add(call(event));
      }
    }
    return calls;
  }

  private static String call(JsonNode event) {
    JsonNode object = event.get("objectRef");
    String resource = object.get("resource").asText();
    String part = object.has("subresource") ? "/" + object.get("subresource").asText() : "";
    return Right.text(
        event.get("verb").asText(),
        object.path("apiGroup").asText(""),
        resource + part,
        resource.equals("namespaces") ? "" : object.path("namespace").asText(""));
  }
}
