package io.tenantdb.neon.http;

import java.util.Optional;

/**
 * Neon's body of every refusal that comes from the API itself, and not from something in between.
 *
 * @param code often empty
 */
record NeonError(String code, String message) {

  static Optional<NeonError> parse(String body) {
    try {
      JsonPart json = JsonPart.parse(body);
      String code = json.optionalText("code");
      return Optional.of(new NeonError(code == null ? "" : code, json.text("message")));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  String quote(int longest) {
    String text = code.isEmpty() ? message : code + ", " + message;
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
