package io.tenantdb.sandbox.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The chart as {@code helm template} shows it. */
public final class Chart {
  static final Path FOLDER = Path.of("..", "helm");
  static final String RELEASE = "tenantdb-operator";
  static final String NAMESPACE = "tenantdb-system";

  /** What the sandbox's API server is. */
  static final String KUBERNETES = "1.36.0";

  private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("^---$", Pattern.MULTILINE);

  private Chart() {}

  /**
   * What the chart makes of values, in the order in which Helm would apply it, hooks last; without
   * the definitions in {@code crds/}.
   *
   * @param values YAML; each adds to those before
   * @throws IllegalStateException with Helm's words, when the values make no sense
   */
  public static String render(String... values) {
    List<Path> files = Stream.of(values).map(Chart::write).toList();
    try {
      TemplateCommand command = command();
      files.forEach(command::withValuesFile);
      return command.call().replaceAll("(?m)^# Source: .*\n", "");
    } finally {
      files.forEach(file -> file.toFile().delete());
    }
  }

  private static Path write(String values) {
    try {
      return Files.writeString(Files.createTempFile("values", ".yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException("The values could not be written to a file.", e);
    }
  }

  /** The same, read. */
  static List<HasMetadata> objects(String values) {
    return read(render(values));
  }

  /** The documents of a YAML text. */
  static List<HasMetadata> read(String yaml) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    return documents(yaml).stream()
        .map(document -> serialization.<HasMetadata>unmarshal(document))
        .toList();
  }

  /** The texts of the documents of a YAML text that hold a resource. */
  static List<String> documents(String yaml) {
    return BETWEEN_DOCUMENTS
        .splitAsStream(yaml)
        .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
        .map(document -> document.strip() + "\n")
        .toList();
  }

  /** The only object of a type. */
  static <T extends HasMetadata> T only(Class<T> type, List<? extends HasMetadata> objects) {
    List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "%d of %s in %s".formatted(found.size(), type.getSimpleName(), names(objects)));
    }
    return found.getFirst();
  }

  /** Kinds and names, for messages and comparisons. */
  static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(Chart::name).toList();
  }

  private static String name(HasMetadata object) {
    String kind =
        object instanceof GenericKubernetesResource other ? other.getKind() : object.getKind();
    String namespace = object.getMetadata().getNamespace();
    return kind + " " + (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
  }

  private static TemplateCommand command() {
    return new Helm(FOLDER)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES);
  }
}
