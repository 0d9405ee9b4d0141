package io.tenantdb.operator.metrics;

import io.tenantdb.api.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of docs/runbooks, and their index. */
final class Runbook {
  static final Path FOLDER = Path.of("../docs/runbooks");

  private static final String MEANS = "## What it means\n\n";

  private Runbook() {}

  static Set<String> names() throws IOException {
    try (Stream<Path> pages = Files.list(FOLDER)) {
      return pages
          .map(page -> page.getFileName().toString().replaceFirst("\\.md$", ""))
          .filter(name -> !name.equals("README"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static String text(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".md"));
  }

  static String index() throws IOException {
    StringBuilder alerts = new StringBuilder();
    for (AlertRule alert : AlertRule.all()) {
      alerts.append(row(alert.name(), alert.severity()));
    }
    StringBuilder reasons = new StringBuilder();
    for (Reason reason : Reason.values()) {
      reasons.append(row(reason.name(), reason.awaits().name().toLowerCase(Locale.ROOT)));
    }
    return """
        # Runbooks

        <!-- written by ./mvnw -pl operator -am test -Dtest=RunbooksTest -Dsurefire.failIfNoSpecifiedTests=false -Drunbooks.update=true -->

        What to do when the operator waits for a person, or Prometheus calls one. The pages say `acme` in namespace `stores` for the store,
        `shared` for its class, and `tenantdb-system` for the operator's namespace.

        ## Alerts

        Critical ones are for what customers feel. The rules are in `helm/files/alerts.yaml`, the metrics in
        [metrics.md](../reference/metrics.md).

        | alert | severity | what it means |
        | --- | --- | --- |
        %s
        ## Reasons

        The `Ready` condition of a TenantDatabase or TenantDatabaseClass has one of these reasons; `kubectl get tdb -A -o wide` shows it, and the
        condition's message says what it is in this case. "Waits for": *time* passes by itself, or as soon as something outside such as Neon is
        well again; *person* does not go on before somebody does something.

        | reason | waits for | what it means |
        | --- | --- | --- |
        %s"""
        .formatted(alerts, reasons);
  }

  private static String row(String name, String word) throws IOException {
    return "| [%s](%s.md) | %s | %s |\n".formatted(name, name, word, firstSentence(text(name)));
  }

  private static String firstSentence(String text) {
    int start = text.indexOf(MEANS) + MEANS.length();
    String means = text.substring(start, text.indexOf("\n\n", start)).replace('\n', ' ');
    int end = means.indexOf(". ");
    return end < 0 ? means : means.substring(0, end + 1);
  }
}
