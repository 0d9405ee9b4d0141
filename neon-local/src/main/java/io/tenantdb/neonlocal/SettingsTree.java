package io.tenantdb.neonlocal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Settings by their dotted names as the tree they were written as. */
final class SettingsTree {

  private SettingsTree() {}

  /** Members whose names are numbers become a list, in the order of the numbers. */
  static JsonNode of(Map<String, String> texts) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    texts.forEach(
        (name, text) -> {
          String[] steps = name.split("\\.", -1);
          ObjectNode node = root;
          for (int i = 0; i < steps.length - 1; i++) {
            node = node.withObjectProperty(steps[i]);
          }
          node.put(steps[steps.length - 1], text);
        });
    return withLists(root);
  }

  private static JsonNode withLists(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), withLists(member.getValue())));
    if (members.keySet().stream().allMatch(name -> name.matches("\\d{1,9}"))) {
      TreeMap<Integer, JsonNode> byNumber = new TreeMap<>();
      members.forEach((name, value) -> byNumber.put(Integer.valueOf(name), value));
      return JsonNodeFactory.instance.arrayNode().addAll(byNumber.values());
    }
    return JsonNodeFactory.instance.objectNode().setAll(members);
  }
}
