package io.tenantdb.neonlocal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A YAML file as settings by their dotted names; entries of lists are numbered from 0. */
final class ConfigFile {

  private ConfigFile() {}

  static Map<String, String> read(Path file) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try {
      flatten("", new YAMLMapper().readTree(Files.readAllBytes(file)), texts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not YAML: " + e.getOriginalMessage(), e);
    }
    return texts;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> texts) {
    String prefix = name.isEmpty() ? "" : name + ".";
    if (node.isObject()) {
      node.properties()
          .forEach(member -> flatten(prefix + member.getKey(), member.getValue(), texts));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), texts);
      }
    } else if (!node.isNull() && !node.isMissingNode()) {
      texts.put(name, node.asText());
    }
  }
}
