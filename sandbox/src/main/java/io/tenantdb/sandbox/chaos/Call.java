package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A call in neon-local's journal.
 *
 * @param status 0 when the connection was dropped without an answer
 * @param fault the rule that hit it; empty for none
 * @param effect whether the call did what it asked for; empty when that is not known
 * @param key the last characters of the key it was made with
 * @param branchName of the branch it speaks of; empty when unknown
 * @param branchId likewise
 */
record Call(
    long seq,
    Instant at,
    String by,
    String method,
    String path,
    int status,
    long millis,
    String fault,
    Optional<Boolean> effect,
    String key,
    String branchName,
    String branchId) {

  static Call of(JsonNode json) {
    JsonNode summary = json.path("summary");
    return new Call(
        json.path("seq").asLong(),
        Instant.parse(json.path("at").asText()),
        json.path("by").asText(),
        json.path("method").asText(),
        json.path("path").asText().replaceFirst("^/api/v2", ""),
        json.path("status").asInt(),
        json.path("millis").asLong(),
        json.path("fault").asText("").replace("null", ""),
        json.path("effect").isBoolean()
            ? Optional.of(json.path("effect").asBoolean())
            : Optional.empty(),
        json.path("key").asText(""),
        summary.path("branchName").asText(""),
        summary.path("branchId").asText(""));
  }

  /** Whether nothing can have come of it: Neon said so. */
  boolean wasRefused() {
    return status >= 400 && status < 500 && !effect.orElse(false);
  }

  boolean isGet() {
    return method.equals("GET");
  }

  /** The project it speaks of; empty for calls about projects as such. */
  String project() {
    String[] parts = path.split("/", -1);
    return parts.length > 2 && parts[1].equals("projects") ? parts[2] : "";
  }

  /** Whether its path ends like this below a project. */
  boolean isBelowProject(String rest) {
    return path.equals("/projects/" + project() + rest);
  }

  @Override
  public String toString() {
    return "#%d %s %s %s %d%s%s"
        .formatted(
            seq,
            at.atOffset(ZoneOffset.UTC).toLocalTime(),
            method,
            path,
            status,
            fault.isEmpty() ? "" : " fault " + fault,
            branchName.isEmpty() ? "" : " " + branchName);
  }
}
