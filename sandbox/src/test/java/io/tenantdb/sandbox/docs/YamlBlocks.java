package io.tenantdb.sandbox.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the YAML in a page: fences that say yaml, fences that say nothing, and indented blocks, if
 * a line of these could only be a resource's.
 */
final class YamlBlocks {
  private static final Pattern FENCE = Pattern.compile("( *)```+ *([A-Za-z0-9]*).*");
  private static final Pattern CLAIM = Pattern.compile(" *<!-- yaml: (.+?) -->");
  private static final Pattern INDENTED = Pattern.compile("( {4,})\\S.*");
  private static final Pattern OF_A_RESOURCE =
      Pattern.compile("^ *(apiVersion|kind|metadata|spec|status):( .*)?$", Pattern.MULTILINE);

  private final Path file;
  private final List<String> lines;
  private final List<YamlBlock> found = new ArrayList<>();
  private String claim = "";
  private int at;

  private YamlBlocks(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** The blocks of all pages. */
  static List<YamlBlock> ofAllPages() throws IOException {
    var blocks = new ArrayList<YamlBlock>();
    for (Path page : Pages.all()) {
      blocks.addAll(in(page, Files.readString(page)));
    }
    return List.copyOf(blocks);
  }

  /** The blocks of one page. */
  static List<YamlBlock> in(Path file, String markdown) {
    YamlBlocks blocks = new YamlBlocks(file, markdown.lines().toList());
    while (blocks.at < blocks.lines.size()) {
      blocks.next();
    }
    return List.copyOf(blocks.found);
  }

  private void next() {
    String line = lines.get(at);
    Matcher fence = FENCE.matcher(line);
    Matcher comment = CLAIM.matcher(line);
    if (comment.matches()) {
      claim = comment.group(1);
      at++;
    } else if (fence.matches()) {
      fenced(fence.group(1).length(), fence.group(2));
    } else if (INDENTED.matcher(line).matches()) {
      indented();
    } else {
      claim = line.isBlank() ? claim : "";
      at++;
    }
  }

  private void fenced(int indentation, String language) {
    int start = ++at;
    while (at < lines.size() && !lines.get(at).strip().startsWith("```")) {
      at++;
    }
    String text = text(start, at++, indentation);
    if (language.matches("ya?ml") || (language.isEmpty() && looksLikeYaml(text))) {
      add(start, true, text);
    }
    claim = "";
  }

  private void indented() {
    int start = at;
    int indentation = lines.get(at).length() - lines.get(at).stripLeading().length();
    while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("    "))) {
      at++;
    }
    String text = text(start, at, indentation);
    if (looksLikeYaml(text)) {
      add(start, false, text);
    }
    claim = "";
  }

  private void add(int start, boolean fenced, String text) {
    found.add(new YamlBlock(file, start + 1, claim, fenced, text));
  }

  private String text(int from, int to, int indentation) {
    return String.join(
            "\n",
            lines.subList(from, to).stream()
                .map(line -> line.length() < indentation ? "" : line.substring(indentation))
                .toList())
        + "\n";
  }

  private static boolean looksLikeYaml(String text) {
    return OF_A_RESOURCE.matcher(text).find();
  }
}
