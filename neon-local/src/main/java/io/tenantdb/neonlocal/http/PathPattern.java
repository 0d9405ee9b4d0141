package io.tenantdb.neonlocal.http;

import java.util.Arrays;
import java.util.List;

/**
 * Paths by a pattern: {@code *} is any one segment, {@code **} any number of them, none included.
 */
public final class PathPattern {

  private static final String REST = "**";

  private final List<String> segments;

  /** A pattern such as {@code /projects/*}{@code /branches}. */
  public PathPattern(String pattern) {
    this.segments = segments(pattern);
  }

  /** Whether a path, without the base path, is meant. */
  public boolean fits(String path) {
    return fits(segments, segments(path));
  }

  private static boolean fits(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    String first = pattern.getFirst();
    List<String> rest = pattern.subList(1, pattern.size());
    if (first.equals(REST)) {
      return fits(rest, path) || (!path.isEmpty() && fits(pattern, path.subList(1, path.size())));
    }
    return !path.isEmpty()
        && (first.equals("*") || first.equals(path.getFirst()))
        && fits(rest, path.subList(1, path.size()));
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }
}
