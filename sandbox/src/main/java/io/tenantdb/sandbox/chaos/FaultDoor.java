package io.tenantdb.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantdb.sandbox.chaos.JsonDoor.Reply;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * neon-local's admin door: faults by rules, operations that fail, keys, the console, the journal.
 */
final class FaultDoor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 5000;

  private final JsonDoor door;

  /** Hits of rules that were replaced since. */
  private final Map<String, Long> hitsBefore = new TreeMap<>();

  private final long seed;
  private List<Rule> ambient = List.of();
  private List<Rule> held = List.of();

  private FaultDoor(JsonDoor door, long seed) {
    this.door = door;
    this.seed = seed;
  }

  /** A rule as neon-local reads it. */
  record Rule(String name, String method, String path, String fault) {

    /** Hits the first call only. */
    static Rule once(String name, String method, String path, String fault) {
      return new Rule(name, method, path, "\"times\": 1, \"fault\": " + fault);
    }

    /** Hits each call with this chance. */
    static Rule byChance(String name, String method, String path, double chance, String fault) {
      return new Rule(name, method, path, "\"chance\": %s, \"fault\": %s".formatted(chance, fault));
    }

    String json() {
      String where =
          (method.isEmpty() ? "" : "\"method\": \"%s\", ".formatted(method))
              + (path.isEmpty() ? "" : "\"path\": \"%s\", ".formatted(path));
      return "{\"name\": \"%s\", %s%s}".formatted(name, where, fault);
    }
  }

  /** The door of the account's Neon; empty when it has none. */
  static Optional<FaultDoor> of(NeonTarget neon, long seed) {
    String base = neon.apiUrl().resolve("/local").toString();
    JsonDoor door = new JsonDoor(base, neon.judgeKey());
    try {
      Reply reply = door.ask("GET", "/faults", "");
      return reply.isFine() ? Optional.of(new FaultDoor(door, seed)) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty(); // What answered was not JSON.
    }
  }

  /** What goes wrong by chance from now on, beside calls that are held; none for no such thing. */
  void disturb(List<Rule> rules) {
    ambient = List.copyOf(rules);
    push();
  }

  /** Calls that are held from now on, which comes before any other fault; none to hold no call. */
  void hold(List<Rule> rules) {
    held = List.copyOf(rules);
    push();
  }

  private void push() {
    rules().forEach((name, hits) -> hitsBefore.merge(name, hits, Long::sum));
    String all =
        Stream.concat(held.stream(), ambient.stream())
            .map(Rule::json)
            .collect(Collectors.joining(", "));
    door.send("PUT", "/faults", "{\"seed\": %d, \"rules\": [%s]}".formatted(seed, all));
  }

  /** How often the rule of this name hit since it was set. */
  long hits(String name) {
    return rules().getOrDefault(name, 0L);
  }

  /** How often rules hit in all, by name. */
  Map<String, Long> allHits() {
    Map<String, Long> all = new TreeMap<>(hitsBefore);
    rules().forEach((name, hits) -> all.merge(name, hits, Long::sum));
    return all;
  }

  private Map<String, Long> rules() {
    Map<String, Long> hits = new TreeMap<>();
    JsonNode answer = door.get("/faults");
    for (JsonNode rule : answer.isArray() ? answer : answer.path("rules")) {
      hits.merge(rule.path("name").asText(), rule.path("hits").asLong(), Long::sum);
    }
    return hits;
  }

  /** Operations fail or never end with these chances. */
  void operations(double fail, double never) {
    ObjectNode wanted = JSON.createObjectNode();
    wanted.put("seed", seed).put("fail", fail).put("never", never).put("as", "error");
    door.send("PUT", "/operations", wanted.toString());
  }

  void calmOperations() {
    door.send("DELETE", "/operations", "");
    release();
  }

  /** Operations that never end, end. */
  void release() {
    door.send("POST", "/operations/release", "");
  }

  void revoke(String key) {
    door.send("POST", "/keys/revoke", key(key));
  }

  void restore(String key) {
    door.send("POST", "/keys/restore", key(key));
  }

  private static String key(String key) {
    return JSON.createObjectNode().put("key", key).toString();
  }

  /** As a person in the console does it; tells whether Neon did it. */
  boolean console(String path, String body) {
    return door.ask("POST", "/console" + path, body).isFine();
  }

  /** Every call that was made, the first one first. */
  List<Call> journal() {
    List<Call> calls = new ArrayList<>();
    long since = 0;
    while (true) {
      JsonNode page = door.get("/journal?since=%d&limit=%d".formatted(since, PAGE));
      List<Call> found =
          StreamSupport.stream(page.path("calls").spliterator(), false).map(Call::of).toList();
      calls.addAll(found);
      long next = page.path("next").asLong();
      if (found.isEmpty() || next <= since) {
        return calls;
      }
      since = next;
    }
  }

  /** neon-local's own counts. */
  JsonNode statistics() {
    return door.get("/journal/stats?since=0");
  }
}
