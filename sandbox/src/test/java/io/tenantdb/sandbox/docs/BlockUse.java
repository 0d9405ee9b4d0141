package io.tenantdb.sandbox.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader would do with a block of YAML, and so what a test does. */
sealed interface BlockUse {
  String WHAT_TO_DO =
      """
      %s: %s. Write whole manifests, with apiVersion and kind, into a fence that says yaml; or say above it what it is part of:
        <!-- yaml: patch of TenantDatabaseClass shared -->
        <!-- yaml: patch of Deployment storefront at spec.template.spec -->
        <!-- yaml: values of helm/ -->
      """;

  /** Whole resources, to be applied. */
  record Manifests() implements BlockUse {}

  /** Part of a resource that an example, or src/test/resources/docs/bases.yaml, has whole. */
  record Patch(String kind, String name, List<String> path) implements BlockUse {}

  /** Values of the chart. */
  record Values() implements BlockUse {}

  Pattern PATCH = Pattern.compile("patch of (\\w+) ([\\w-]+)(?: at ([\\w.]+))?");

  /**
   * What a block is for.
   *
   * @throws IllegalArgumentException says where it is and what to write, when nobody can know
   */
  static BlockUse of(YamlBlock block) {
    if (!block.fenced()) {
      throw unknown(block, "YAML that is only indented");
    }
    Matcher patch = PATCH.matcher(block.claim());
    if (patch.matches()) {
      String path = patch.group(3);
      return new Patch(
          patch.group(1), patch.group(2), path == null ? List.of() : List.of(path.split("\\.")));
    }
    if (block.claim().equals("values of helm/")) {
      return new Values();
    }
    if (!block.claim().isEmpty()) {
      throw unknown(block, "nobody knows what \"" + block.claim() + "\" is");
    }
    if (!isWhole(block.text())) {
      throw unknown(block, "YAML that is no whole manifest");
    }
    return new Manifests();
  }

  private static boolean isWhole(String text) {
    List<String> documents =
        Pattern.compile("^---$", Pattern.MULTILINE)
            .splitAsStream(text)
            .filter(document -> !document.isBlank())
            .toList();
    return !documents.isEmpty()
        && documents.stream()
            .allMatch(
                document ->
                    document.lines().anyMatch(line -> line.startsWith("apiVersion:"))
                        && document.lines().anyMatch(line -> line.startsWith("kind:")));
  }

  private static IllegalArgumentException unknown(YamlBlock block, String problem) {
    return new IllegalArgumentException(WHAT_TO_DO.formatted(block.place(), problem));
  }
}
