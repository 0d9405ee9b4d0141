package io.tenantdb.neonlocal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantdb.neonlocal.control.ApiException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads request bodies; a body that does not fit is the client's mistake. */
final class Bodies {

  private final JsonMapper json;

  Bodies(JsonMapper json) {
    this.json = json;
  }

  /** The body; an empty one is an empty object. */
  <T> T read(Request request, Class<T> type) {
    return convert(tree(request), type);
  }

  /** A member of the body that must be there. */
  <T> T readMember(Request request, String name, Class<T> type) {
    JsonNode member = tree(request).path(name);
    if (!member.isObject()) {
      throw ApiException.badRequest("the body must have an object \"" + name + "\"");
    }
    return convert(member, type);
  }

  JsonNode tree(Request request) {
    try {
      JsonNode tree =
          request.body().isEmpty() ? json.createObjectNode() : json.readTree(request.body());
      if (!tree.isObject()) {
        throw ApiException.badRequest("the body must be a JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("the body is not JSON: " + e.getOriginalMessage());
    }
  }

  <T> T convert(JsonNode node, Class<T> type) {
    try {
      return json.treeToValue(node, type);
    } catch (JsonMappingException e) {
      throw ApiException.badRequest("the body does not fit at " + path(e));
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("the body does not fit: " + e.getOriginalMessage());
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .map(Bodies::orElement)
        .collect(Collectors.joining("."));
  }

  private static String orElement(@Nullable String field) {
    return field == null ? "[]" : field;
  }
}
