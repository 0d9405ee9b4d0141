package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.sandbox.chaos.JsonDoor.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The Neon account as the judge sees it: by a client of its own, with a key of its own, so that an
 * error of the operator's client can't hide itself.
 */
final class NeonWitness {
  private static final String ORGANIZATION = "tenantdb.io/organization-id";
  private static final int PAGE = 400;

  private final JsonDoor door;

  NeonWitness(NeonTarget neon) {
    door = new JsonDoor(neon.apiUrl().toString(), neon.judgeKey());
  }

  /** A project by id and name. */
  record SeenProject(String id, String name) {}

  /**
   * A branch.
   *
   * @param organizationId of the mark that the operator gave it; empty without such a mark
   */
  record SeenBranch(
      String projectId,
      String id,
      String name,
      String state,
      boolean isDefault,
      Optional<String> organizationId) {}

  List<SeenProject> projects() {
    List<SeenProject> projects = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = door.get("/projects?limit=" + PAGE + cursor(cursor));
      list(page.path("projects"))
          .forEach(p -> projects.add(new SeenProject(text(p, "id"), text(p, "name"))));
      String next = page.path("pagination").path("cursor").asText("");
      if (next.isEmpty() || next.equals(cursor) || page.path("projects").isEmpty()) {
        return projects;
      }
      cursor = next;
    }
  }

  List<SeenBranch> branches(String projectId) {
    List<SeenBranch> branches = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page =
          door.get("/projects/%s/branches?limit=%d%s".formatted(projectId, PAGE, cursor(cursor)));
      Map<String, String> owners = owners(page.path("annotations"));
      list(page.path("branches")).forEach(b -> branches.add(branch(projectId, b, owners)));
      cursor = page.path("pagination").path("next").asText("");
      if (cursor.isEmpty()) {
        return branches;
      }
    }
  }

  /** The branches that Neon began to make and failed for good. */
  List<String> unmade(String projectId) {
    return list(
            door.get("/projects/%s/operations?limit=1000".formatted(projectId)).path("operations"))
        .stream()
        .filter(operation -> text(operation, "action").startsWith("create_"))
        .filter(operation -> List.of("error", "cancelled").contains(text(operation, "status")))
        .map(operation -> operation.path("branch_id").asText())
        .toList();
  }

  /** Every role of the branch with the password that Neon knows of it. */
  Map<String, String> passwords(String projectId, String branchId) {
    String branch = "/projects/%s/branches/%s".formatted(projectId, branchId);
    Map<String, String> passwords = new HashMap<>();
    for (JsonNode role : list(door.get(branch + "/roles").path("roles"))) {
      String name = text(role, "name");
      Reply reply = door.ask("GET", branch + "/roles/%s/reveal_password".formatted(name), "");
      if (reply.isFine()) {
        passwords.put(name, text(reply.body(), "password"));
      }
    }
    return passwords;
  }

  /** Lets the branch's computes be used again; that of a suspended store may not be. */
  void enable(String projectId, String branchId) {
    String branch = "/projects/%s/branches/%s".formatted(projectId, branchId);
    for (JsonNode endpoint : list(door.get(branch + "/endpoints").path("endpoints"))) {
      if (endpoint.path("disabled").asBoolean()) {
        door.send(
            "PATCH",
            "/projects/%s/endpoints/%s".formatted(projectId, text(endpoint, "id")),
            "{\"endpoint\": {\"disabled\": false}}");
      }
    }
  }

  /** The URI that opens a database of the branch as a role, without the pooler. */
  String connectionUri(String projectId, String branchId, String database, String role) {
    return text(
        door.get(
            "/projects/%s/connection_uri?branch_id=%s&database_name=%s&role_name=%s"
                .formatted(projectId, branchId, database, role)),
        "uri");
  }

  private static SeenBranch branch(String project, JsonNode json, Map<String, String> owners) {
    String id = text(json, "id");
    return new SeenBranch(
        project,
        id,
        text(json, "name"),
        text(json, "current_state"),
        json.path("default").asBoolean(),
        Optional.ofNullable(owners.get(id)));
  }

  private static Map<String, String> owners(JsonNode annotations) {
    Map<String, String> owners = new HashMap<>();
    annotations
        .properties()
        .forEach(
            entry -> {
              String owner = entry.getValue().path("value").path(ORGANIZATION).asText("");
              if (!owner.isEmpty()) {
                owners.put(entry.getKey(), owner);
              }
            });
    return owners;
  }

  private static String cursor(String cursor) {
    return cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String text(JsonNode json, String member) {
    JsonNode value = json.path(member);
    if (!value.isTextual()) {
      throw new IllegalStateException("Neon's answer has no text '" + member + "'.");
    }
    return value.asText();
  }
}
