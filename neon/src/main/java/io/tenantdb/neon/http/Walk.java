package io.tenantdb.neon.http;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way through the pages of one list, and what must not happen on it. */
final class Walk {
  private final String what;
  private final int limit;
  private final Set<String> cursors = new HashSet<>();
  private boolean sawPagination;

  Walk(String what, int limit) {
    this.what = what;
    this.limit = limit;
  }

  /** The cursor of the next page; null when this was the last. */
  @Nullable String next(JsonPart page, String cursorName, int items) {
    Optional<JsonPart> pagination = page.optionalPart("pagination");
    sawPagination = pagination.isPresent();
    String cursor = pagination.map(part -> part.optionalText(cursorName)).orElse("");
    // Some lists give a cursor on every page: an empty page is the last one too.
    if (items == 0 || (cursor.isEmpty() && items < limit)) {
      return null;
    }
    if (cursor.isEmpty()) {
      throw new Unreadable("a full page of " + what + " without a cursor for the next");
    }
    if (!cursors.add(cursor)) {
      throw new Unreadable("the cursor of a page of " + what + " came a second time");
    }
    return cursor;
  }

  /** False when the last page said nothing about pages. */
  boolean sawPagination() {
    return sawPagination;
  }
}
