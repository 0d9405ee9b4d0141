package io.tenantdb.sandbox.helm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of {@code install/}, for those who install without Helm: made of the chart. */
enum InstallFile {
  /** All that is needed. */
  EVERYTHING(
      "tenantdb-operator.yaml",
      """
      # Installs the tenant database operator: kubectl apply --server-side -f install/tenantdb-operator.yaml
      """,
      "") {
    @Override
    List<String> documents() {
      return Stream.of(List.of(NAMESPACE), definitions(), rendered(""))
          .flatMap(List::stream)
          .toList();
    }
  },
  /** What the connection service needs beside it. */
  CONNECTION_SERVICE(
      "connection-service.yaml",
      """
      # Beside tenantdb-operator.yaml, for the connection service (docs/connection-service.md): the operator may ask the
      # cluster who shows a token and what they may, and applications reach it by name. The Deployment needs the port, a
      # mounted Secret with the certificate, and the TENANTDB_SERVICE_ settings; that page shows them, and the chart does it.
      """,
      "{connectionService: {enabled: true}}"),
  /** What the way in needs beside it. */
  INTAKE(
      "intake.yaml",
      """
      # Beside tenantdb-operator.yaml, for classes with spec.intake: the operator makes TenantDatabases for rows of
      # `organizations` and for calls of POST /v1/tenants (docs/connection-service.md). To narrow it to the namespaces that
      # intakes name, give the rule in a Role in each of them instead.
      """,
      "{intake: {enabled: true}}");

  static final String COMMAND =
      "./mvnw -pl sandbox -am test -Dtest=InstallFileTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dinstall.update=true";

  private static final Path FOLDER = Path.of("..", "install");
  private static final String NAMESPACE =
      """
      # The operator, and the Secrets that TenantDatabaseClasses name: API keys and keyrings.
      apiVersion: v1
      kind: Namespace
      metadata:
        name: tenantdb-system
        labels:
          app.kubernetes.io/name: tenantdb-operator
          pod-security.kubernetes.io/enforce: restricted
      """;

  private final String file;
  private final String head;
  private final String option;

  InstallFile(String file, String head, String option) {
    this.file = file;
    this.head = head;
    this.option = option;
  }

  Path path() {
    return FOLDER.resolve(file);
  }

  String fresh() {
    return head
        + "#\n# Generated from the chart with install/values.yaml:\n#   "
        + COMMAND
        + "\n---\n"
        + String.join("---\n", documents());
  }

  List<HasMetadata> objects() {
    return Chart.read(fresh());
  }

  /** What the option adds; the Deployment is left to people, who may have changed theirs. */
  List<String> documents() {
    Set<String> without = new HashSet<>(rendered(""));
    return rendered(option).stream()
        .filter(document -> !without.contains(document))
        .filter(document -> !document.contains("kind: Deployment"))
        .toList();
  }

  /** The chart with install/values.yaml and an option, without what only Helm would say. */
  private static List<String> rendered(String option) {
    String values = read(FOLDER.resolve("values.yaml"));
    String text =
        Chart.render(values, option)
            .lines()
            .filter(line -> !line.matches(" *(helm.sh/chart|app.kubernetes.io/managed-by): .*"))
            .collect(Collectors.joining("\n"));
    return Chart.documents(text);
  }

  private static List<String> definitions() {
    try (Stream<Path> files = Files.list(Path.of("..", "crds", "manifests"))) {
      return files
          .sorted()
          .flatMap(file -> Chart.documents(InstallFile.read(file)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("crds/manifests cannot be read.", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read.", e);
    }
  }
}
