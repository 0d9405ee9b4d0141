package io.tenantdb.sandbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What one line of a watch says.
 *
 * @param type ADDED, MODIFIED, DELETED, BOOKMARK or ERROR
 */
record WatchLine(String type, String name, String resourceVersion, boolean isReady) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static WatchLine parse(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      JsonNode object = event.path("object");
      JsonNode metadata = object.path("metadata");
      return new WatchLine(
          event.path("type").asText(),
          metadata.path("name").asText(),
          metadata.path("resourceVersion").asText(),
          isReady(object.path("status").path("conditions")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a line of a watch: " + line, e);
    }
  }

  private static boolean isReady(JsonNode conditions) {
    for (JsonNode condition : conditions) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}
