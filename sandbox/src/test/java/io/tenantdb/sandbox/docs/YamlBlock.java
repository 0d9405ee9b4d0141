package io.tenantdb.sandbox.docs;

import java.nio.file.Path;

/**
 * A block of YAML.
 *
 * @param file the page it is in
 * @param line of its first line
 * @param claim what the comment above it says that it is; empty without one
 * @param fenced false: it is only indented, so that nothing says that it is YAML
 * @param text without the indentation of the block
 */
record YamlBlock(Path file, int line, String claim, boolean fenced, String text) {

  /** Where it is, as compilers say it. */
  String place() {
    return Pages.TOP.relativize(file) + ":" + line;
  }

  @Override
  public String toString() {
    return place();
  }
}
