package io.tenantdb.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the image, and what it says of itself. Whether it runs is seen in the sandbox. */
final class BuiltImageIT {
  private static final String LIBRARIES = "app/libs/";
  private static final String SBOM = "app/sbom/tenantdb-operator.cdx.json";

  private static BuiltImage image;

  @BeforeAll
  static void readIt() throws IOException {
    image = BuiltImage.read();
  }

  @Test
  void shouldListEachLibraryOfTheImageInItsSbomAndNoOther() throws IOException {
    // When
    JsonNode sbom = image.json(SBOM);

    // Then
    assertThat(stream(sbom.get("components")).map(BuiltImageIT::fileOf).toList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(libraries());
  }

  @Test
  void shouldNotSayInTheSbomWhenItWasMade() throws IOException {
    // When
    JsonNode sbom = image.json(SBOM);

    // Then
    assertThat(sbom.at("/specVersion").asText()).isEqualTo("1.6");
    assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("operator");
    assertThat(sbom.has("serialNumber")).isFalse();
    assertThat(sbom.at("/metadata").has("timestamp")).isFalse();
  }

  @Test
  void shouldSayWhatItIsAndWhichCommitItWasMadeOf() {
    // When
    JsonNode labels = image.config().at("/config/Labels");

    // Then
    assertThat(label(labels, "title")).isEqualTo("tenantdb-operator");
    assertThat(label(labels, "description")).contains("Kubernetes operator");
    assertThat(label(labels, "version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(label(labels, "revision")).matches("[0-9a-f]{40}(-dirty)?|unknown");
  }

  @Test
  void shouldRunAsNobodyInParticularWithWhatComesAfterItAsArguments() {
    // When
    JsonNode config = image.config().get("config");

    // Then
    assertThat(config.get("User").asText()).isEqualTo("65532:65532");
    assertThat(config.has("Cmd")).isFalse();
    assertThat(stream(config.get("Entrypoint")).map(JsonNode::asText))
        .startsWith("java")
        .endsWith("io.tenantdb.operator.cli.OperatorProgram");
  }

  @Test
  void shouldLetTheOperatorChangeNothingOfItself() {
    // When
    List<BuiltImage.File> files = List.copyOf(image.files().values());

    // Then
    assertThat(files)
        .isNotEmpty()
        .allSatisfy(
            file -> {
              assertThat(file.userId()).isZero();
              assertThat(file.mode() & 0777).isEqualTo(0644);
            });
  }

  private static List<String> libraries() {
    return image.files().keySet().stream()
        .filter(path -> path.startsWith(LIBRARIES))
        .map(path -> path.substring(LIBRARIES.length()))
        .toList();
  }

  private static String fileOf(JsonNode component) {
    return component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
  }

  private static String label(JsonNode labels, String name) {
    return labels.path("org.opencontainers.image." + name).asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
