package io.tenantdb.operator.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers without {@code Content-Length}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  static Reply ok(Object json) {
    return of(200, "application/json", Map.of(), json);
  }

  static Reply accepted(String location, Object json) {
    return of(202, "application/json", Map.of("Location", location), json);
  }

  static Reply problem(int status, Map<String, String> headers, Object json) {
    return of(status, "application/problem+json", headers, json);
  }

  /** A document that is JSON already. */
  static Reply document(byte[] json) {
    return new Reply(200, Map.of("Content-Type", "application/json"), json);
  }

  private static Reply of(
      int status, String contentType, Map<String, String> headers, Object json) {
    try {
      var all = new HashMap<>(headers);
      all.put("Content-Type", contentType);
      byte[] body = (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
      return new Reply(status, all, body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
