package io.tenantdb.sandbox.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of a page to files and headings of this repository. */
record Links(Path page, String markdown) {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

  static Links of(Path page) throws IOException {
    return new Links(page, FENCED.matcher(Files.readString(page)).replaceAll(""));
  }

  /** Those that lead nowhere. */
  List<String> broken() throws IOException {
    var broken = new ArrayList<String>();
    for (String link : relative()) {
      if (!leadsSomewhere(link)) {
        broken.add(page + ": " + link);
      }
    }
    return broken;
  }

  List<String> relative() {
    return LINK.matcher(markdown)
        .results()
        .map(match -> match.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .toList();
  }

  private boolean leadsSomewhere(String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || of(target).anchors().anyMatch(link.substring(hash + 1)::equals);
  }

  /** What the headings of a page are called in links, as GitHub calls them. */
  Stream<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    return HEADING
        .matcher(markdown)
        .results()
        .map(match -> anchor(match.group(1)))
        .map(
            anchor -> {
              int before = seen.merge(anchor, 1, Integer::sum) - 1;
              return before == 0 ? anchor : anchor + "-" + before;
            });
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .replaceAll("\\[(.*?)]\\(.*?\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
