package io.tenantdb.sandbox.helm;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The chart as a release in a cluster. */
record Release(Path kubeconfig) {

  void install(Path chart, Path values) {
    new Helm(chart)
        .install()
        .withKubeConfig(kubeconfig)
        .withName(Chart.RELEASE)
        .withNamespace(Chart.NAMESPACE)
        .withValuesFile(values)
        .call();
  }

  void upgrade(Path chart, Path values) {
    new Helm(chart)
        .upgrade()
        .withKubeConfig(kubeconfig)
        .withName(Chart.RELEASE)
        .withNamespace(Chart.NAMESPACE)
        .withValuesFile(values)
        .call();
  }

  void uninstall() {
    Helm.uninstall(Chart.RELEASE).withKubeConfig(kubeconfig).withNamespace(Chart.NAMESPACE).call();
  }

  /** A copy of the chart whose definition of stores is another. */
  static Path chartWithOtherDefinition(Path folder, Consumer<CustomResourceDefinition> change)
      throws IOException {
    copy(Chart.FOLDER, folder);
    Path file = folder.resolve("crds").resolve("tenantdatabases.tenantdb.io.yaml");
    CustomResourceDefinition definition =
        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    change.accept(definition);
    Files.writeString(file, Serialization.asYaml(definition));
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
