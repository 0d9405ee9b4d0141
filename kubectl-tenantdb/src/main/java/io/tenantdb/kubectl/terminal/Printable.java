package io.tenantdb.kubectl.terminal;

/**
 * Text of others, made fit for a terminal: names and messages are data, and a terminal obeys what
 * is hidden in them.
 */
public final class Printable {
  private Printable() {}

  /**
   * One line: characters that control a terminal, turn the direction of writing or can't be seen
   * become visible escapes, such as {@code \u001b}.
   */
  public static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (isPlain(point)) {
      shown.appendCodePoint(point);
    } else {
      shown.append(point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
    }
  }

  private static boolean isPlain(int point) {
    // The variation selector belongs to emoji and moves nothing.
    if (point == 0xFE0F) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The same, no wider than so many columns; what is cut off is told by three dots. */
  public static String line(String text, int columns) {
    String whole = line(text);
    if (width(whole) <= columns) {
      return whole;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int point : whole.codePoints().toArray()) {
      used += width(point);
      if (used > columns - 3) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + "...";
  }

  /** How many columns a line takes. */
  public static int width(String line) {
    return line.codePoints().map(Printable::width).sum();
  }

  /** Marks take none, and what East Asia writes, and emoji, take two. */
  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean isWide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0x20000 && point <= 0x3FFFD);
    return isWide ? 2 : 1;
  }
}
