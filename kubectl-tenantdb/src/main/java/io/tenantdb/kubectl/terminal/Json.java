package io.tenantdb.kubectl.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Answers for programs. ASCII only, so that they can be shown on a terminal as well. */
public final class Json {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build()
          .writerWithDefaultPrettyPrinter();

  private Json() {}

  /** The document as text. */
  public static String text(Map<String, ?> document) {
    try {
      return WRITER.writeValueAsString(document).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document of maps, lists and texts can be written", e);
    }
  }
}
