package io.tenantdb.kubectl.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, as kubectl prints them. */
public final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; its cells are text of others. */
  public Table row(Object... cells) {
    rows.add(
        IntStream.range(0, cells.length)
            .mapToObj(i -> Printable.line(String.valueOf(cells[i])))
            .toList());
    return this;
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The lines, the headings first. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell);
      if (column < row.size() - 1) {
        line.append(" ".repeat(widest(column) - Printable.width(cell))).append(GAP);
      }
    }
    return line.toString();
  }

  private int widest(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> Printable.width(row.get(column)))
        .max()
        .orElse(0);
  }
}
