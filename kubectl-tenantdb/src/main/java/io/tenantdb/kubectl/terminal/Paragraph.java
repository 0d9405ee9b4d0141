package io.tenantdb.kubectl.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text of others into lines. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * The text in at most {@code most} lines of at most {@code columns} columns; the last one tells
   * with three dots that there is more.
   */
  public static List<String> of(String text, int columns, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String[] words = Printable.line(text.replaceAll("\\s+", " ").strip()).split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      boolean fits = Printable.width(line + " " + words[i]) <= columns;
      if (!line.isEmpty() && !fits) {
        if (lines.size() == most - 1) {
          lines.add(Printable.line(line + " " + words[i] + " ...", columns));
          return lines;
        }
        lines.add(Printable.line(line.toString(), columns));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(words[i]);
    }
    lines.add(Printable.line(line.toString(), columns));
    return lines;
  }
}
