package io.tenantdb.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdb.sandbox.helm.Chart;
import io.tenantdb.sandbox.kubernetes.InstalledApi;
import io.tenantdb.sandbox.kubernetes.Kubectl.Result;
import io.tenantdb.sandbox.kubernetes.KubernetesApiServer;
import io.tenantdb.sandbox.kubernetes.OtherDefinitions;
import io.tenantdb.sandbox.kubernetes.SharedKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All YAML that people copy, from pages, examples and install, and what the chart makes, is taken
 * by a real API server.
 */
@ExtendWith(SharedKubernetes.class)
final class DocsYamlIT {
  private final Applied applied;

  DocsYamlIT(KubernetesApiServer server) {
    applied = new Applied(server.kubectl());
  }

  @BeforeAll
  static void install(KubernetesApiServer server) {
    InstalledApi.on(server);
    OtherDefinitions.on(server);
  }

  @ParameterizedTest
  @MethodSource("io.tenantdb.sandbox.docs.YamlBlocks#ofAllPages")
  void shouldTakeEachBlockOfThePages(YamlBlock block) throws IOException {
    switch (BlockUse.of(block)) {
      case BlockUse.Manifests _ -> apply(Applied.documents(block.text()));
      case BlockUse.Patch patch -> apply(List.of(Bases.patched(patch, block.text())));
      case BlockUse.Values _ -> assertThat(render(block.text())).contains("kind: Deployment");
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void shouldTakeEachFile(Path file) throws IOException {
    apply(Applied.documents(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void shouldTakeWhatTheChartMakes(Path golden) throws IOException {
    apply(Applied.documents(Files.readString(golden)));
  }

  @Test
  void shouldNoticeAFieldThatThereIsNot() throws IOException {
    // Given
    BlockUse.Patch patch = new BlockUse.Patch("TenantDatabaseClass", "shared", List.of());

    // When
    Result result =
        applied.apply(List.of(Bases.patched(patch, "spec: {deletionGuard: {maxDeletion: 10}}")));

    // Then
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("maxDeletion");
  }

  static List<Path> manifests() throws IOException {
    return Stream.of("examples", "install")
        .flatMap(folder -> files(Pages.TOP.resolve(folder)))
        .filter(file -> !file.getFileName().toString().equals("values.yaml"))
        .toList();
  }

  static List<Path> goldenFiles() {
    return files(Path.of("src", "test", "resources", "helm"))
        .filter(file -> file.toString().endsWith(".golden.yaml"))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try {
      return Pages.filesIn(folder, ".yaml").stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void apply(List<JsonNode> documents) {
    Result result = applied.apply(documents);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.output()).doesNotContain("Warning");
  }

  /** The chart wants to know where the stores are; most values say nothing of that. */
  private static String render(String values) {
    boolean says = values.lines().anyMatch(line -> line.matches("(namespaces|allNamespaces):.*"));
    return says ? Chart.render(values) : Chart.render("namespaces: [stores]\n", values);
  }
}
