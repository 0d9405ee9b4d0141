package io.tenantdb.neonlocal.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tenantdb.neonlocal.http.Response;
import org.jspecify.annotations.Nullable;

/** The JSON of everything that is not Neon's: camel case, strict about what it reads. */
public final class PlanJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private PlanJson() {}

  /**
   * Reads a JSON object; an empty text is an empty object.
   *
   * @throws IllegalArgumentException that names the member that is wrong
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return read(text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws IllegalArgumentException that names the member that is wrong
   */
  public static <T> T read(JsonNode node, Class<T> type) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a JSON object is needed");
    }
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(path(e) + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** An answer of 200. */
  public static Response answer(Object body) {
    return Response.ok(tree(body));
  }

  /** The JSON of something. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  private static String reason(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "is not known here; known are " + unknown.getKnownPropertyIds();
      case InvalidTypeIdException unknown when unknown.getTypeId() == null -> "kind is missing";
      case InvalidTypeIdException unknown -> "kind \"" + unknown.getTypeId() + "\" is not known";
      default ->
          e.getCause() instanceof IllegalArgumentException wrong
              ? String.valueOf(wrong.getMessage())
              : e.getOriginalMessage();
    };
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      @Nullable String field = step.getFieldName();
      path.append(
          field == null ? "[" + step.getIndex() + "]" : path.isEmpty() ? field : "." + field);
    }
    return path.isEmpty() ? "" : path + ": ";
  }
}
