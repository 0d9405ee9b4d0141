package io.tenantdb.sandbox.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table to be pasted into a page of documentation. */
final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  MarkdownTable(String... headings) {
    columns = headings.length;
    rows.add(List.of(headings));
    rows.add(Collections.nCopies(columns, "---"));
  }

  MarkdownTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString().replace("|", "\\|"));
    }
    while (row.size() < columns) {
      row.add("");
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return text.toString();
  }
}
