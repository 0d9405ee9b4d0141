package io.tenantdb.operator.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The one file that installs everything, put together from its parts. */
final class InstallFile {
  static final Path FILE = Path.of("../install/tenantdb-operator.yaml");
  static final String COMMAND =
      "./mvnw -pl operator -am test -Dtest=InstallFileTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dinstall.update=true";

  private static final String HEAD =
      """
      # Installs the tenant database operator: kubectl apply -f install/tenantdb-operator.yaml
      #
      # Generated from crds/manifests and install/parts, which are the files to change; then run
      #   %s
      """
          .formatted(COMMAND);
  private static final List<Path> PARTS =
      List.of(
          Path.of("../install/parts/namespace.yaml"),
          Path.of("../crds/manifests/tenantdatabaseclasses.tenantdb.io.yaml"),
          Path.of("../crds/manifests/tenantdatabases.tenantdb.io.yaml"),
          Path.of("../install/parts/rbac.yaml"),
          Path.of("../install/parts/deployment.yaml"));

  private InstallFile() {}

  static String fresh() throws IOException {
    var documents = new ArrayList<String>();
    for (Path part : PARTS) {
      documents.add(Files.readString(part).strip().replaceFirst("^---\n", "") + "\n");
    }
    return HEAD + "---\n" + String.join("---\n", documents);
  }

  /** What is installed, in its order. */
  static List<HasMetadata> objects() throws IOException {
    var serialization = new KubernetesSerialization();
    return Pattern.compile("^---$", Pattern.MULTILINE)
        .splitAsStream(fresh())
        .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
        .map(document -> serialization.unmarshal(document, HasMetadata.class))
        .toList();
  }
}
