package io.tenantdb.neon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer that knows its own path, so that whatever is missing or of another kind is
 * named ({@code $.branches[3].id}) without its value. Fields nobody asks for are ignored.
 */
final class JsonPart {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode node;
  private final String path;

  private JsonPart(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static JsonPart parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (!node.isObject()) {
        throw new Unreadable("the body is not a JSON object");
      }
      return new JsonPart(node, "$");
    } catch (JsonProcessingException e) {
      // Without its cause, which can quote the body.
      throw new Unreadable("the body is not JSON");
    }
  }

  JsonPart part(String name) {
    return optionalPart(name).orElseThrow(() -> missing(name));
  }

  Optional<JsonPart> optionalPart(String name) {
    return present(name)
        .map(
            child -> {
              requireKind(name, child.isObject(), "an object");
              return new JsonPart(child, path + "." + name);
            });
  }

  String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    return present(name)
        .map(
            child -> {
              requireKind(name, child.isTextual(), "a string");
              return child.textValue();
            })
        .orElse(null);
  }

  long whole(String name) {
    Long value = optionalWhole(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable Long optionalWhole(String name) {
    return present(name)
        .map(
            child -> {
              requireKind(name, child.canConvertToLong() && child.isIntegralNumber(), "an integer");
              return child.longValue();
            })
        .orElse(null);
  }

  double number(String name) {
    JsonNode child = present(name).orElseThrow(() -> missing(name));
    requireKind(name, child.isNumber(), "a number");
    return child.doubleValue();
  }

  boolean flag(String name) {
    JsonNode child = present(name).orElseThrow(() -> missing(name));
    requireKind(name, child.isBoolean(), "a boolean");
    return child.booleanValue();
  }

  boolean flagOrFalse(String name) {
    return present(name).isPresent() && flag(name);
  }

  Instant instant(String name) {
    Instant value = optionalInstant(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable Instant optionalInstant(String name) {
    String text = optionalText(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Unreadable(path + "." + name + " is not a time");
    }
  }

  <T> List<T> list(String name, Function<JsonPart, T> shape) {
    JsonNode array = present(name).orElseThrow(() -> missing(name));
    requireKind(name, array.isArray(), "an array");
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      items.add(shape.apply(new JsonPart(array.get(i), path + "." + name + "[" + i + "]")));
    }
    return items;
  }

  boolean hasItems(String name) {
    return present(name).filter(child -> !child.isEmpty()).isPresent();
  }

  /** The values of an object that serves as a map; keys are not part of a path, they are data. */
  <T> Map<String, T> map(String name, Function<JsonPart, T> shape) {
    JsonPart object = part(name);
    Map<String, T> values = new HashMap<>();
    object
        .node
        .properties()
        .forEach(e -> values.put(e.getKey(), shape.apply(new JsonPart(e.getValue(), object.path))));
    return values;
  }

  /** This object as a map of strings. */
  Map<String, String> texts() {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      requireKind("*", entry.getValue().isTextual(), "a string");
      values.put(entry.getKey(), entry.getValue().textValue());
    }
    return values;
  }

  private Optional<JsonNode> present(String name) {
    return Optional.ofNullable(node.get(name)).filter(child -> !(child instanceof NullNode));
  }

  private void requireKind(String name, boolean fits, String kind) {
    if (!fits) {
      throw new Unreadable(path + "." + name + " is not " + kind);
    }
  }

  private Unreadable missing(String name) {
    return new Unreadable(path + "." + name + " is missing");
  }
}
