package io.tenantdb.operator.events;

import java.nio.charset.StandardCharsets;

/** The text of an Event, which the API server takes up to 1024 bytes of. */
final class Note {
  private static final int MOST_BYTES = 1024;
  private static final String MORE = "…";

  private Note() {}

  static String cut(String text) {
    if (bytes(text) <= MOST_BYTES) {
      return text;
    }
    var cut = new StringBuilder();
    int room = MOST_BYTES - bytes(MORE);
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String character = Character.toString(text.codePointAt(at));
      room -= bytes(character);
      if (room < 0) {
        break;
      }
      cut.append(character);
    }
    return cut.append(MORE).toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
